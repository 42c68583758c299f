import Wire

extension Supervisor {
    /// Erased servers are shown in reports until so many newer ones have followed.
    static let erasedShown = 200
    /// No report holds more records than fit well into a frame.
    static let mostRecords = 5000

    /// What the named servers are now.
    func observed(_ names: [String]) -> [ObservedServer] {
        Set(names).compactMap { ServerName($0) }.sorted().compactMap { units[$0]?.observed(problem: chronicle.problem) }
    }

    /// Everything since a sequence number, and what all servers are now.
    func report(_ query: ReportQuery) -> HostReport {
        // A number that counts in another journal says nothing of this one: nothing is dropped, everything is sent.
        let since = query.journalID == chronicle.journalID ? query.since : 0
        chronicle.acknowledge(since)
        let through = chronicle.observedThrough(doubts: doubts)
        // Whatever is told as seen must still stand if the host dies the next moment.
        chronicle.beat(through)
        let limit = min(max(query.limit, 0), Self.mostRecords)
        let page = chronicle.page(after: since, limit: limit, players: query.players ?? false)
        return HostReport(
            bootID: ProcessTable.bootID,
            journalID: chronicle.journalID,
            observedThrough: through,
            records: page.records,
            lastSequence: page.lastSequence,
            servers: shownUnits.map { $0.observed(problem: chronicle.problem) },
            awaitsWord: word.isAwaited(at: MachineClock.monotonic()) ? true : nil,
            players: page.players,
            findings: findings(MachineClock.monotonic(), noOlderThan: 5)
        )
    }

    private var shownUnits: [ServerUnit] {
        let erased = units.values.filter { $0.life == .erased }
            .sorted { ($0.entry.erasedAt ?? 0, $0.name) > ($1.entry.erasedAt ?? 0, $1.name) }
        let old = Set(erased.dropFirst(Self.erasedShown).map(\.name))
        return sortedUnits.filter { !old.contains($0.name) }
    }
}
