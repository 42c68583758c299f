package import Contract
package import Wire

extension Meter {
    /// What each second in `[from, to)` was for one server, and its slots over that time.
    ///
    /// What the contract wanted decides first: time that was not leased, not paid, held or stopped by the client is that, whatever
    /// was seen. Where the server had to run the agent's records decide; after `observedThrough` there are none yet.
    ///
    /// - Parameters:
    ///   - records: one server's records, in any order and any number of times.
    ///   - observedThrough: up to here they speak; nil where its host never reported.
    ///   - standings: in order of time; before the first it was absent.
    package static func serviceTime(
        records: [IntervalRecord],
        observedThrough: Instant?,
        standings: [StandingSpan],
        from: Instant,
        to: Instant
    ) -> ServiceTime {
        var time = ServiceTime()
        guard from < to else { return time }
        let ordered = inOrder(records)
        var cuts = Set(ordered.map { Instant(epochSeconds: $0.at) } + standings.map(\.from))
        if let observedThrough { cuts.insert(observedThrough) }
        let bounds = [from] + cuts.filter { from < $0 && $0 < to }.sorted() + [to]
        var (record, standing) = (-1, -1)
        for (start, end) in zip(bounds, bounds.dropFirst()) {
            while record + 1 < ordered.count, ordered[record + 1].at <= start.epochSeconds { record += 1 }
            while standing + 1 < standings.count, standings[standing + 1].from <= start { standing += 1 }
            let span = standing < 0 ? StandingSpan(from: from, standing: .absent, slots: 0) : standings[standing]
            let seen = record < 0 ? nil : ordered[record]
            let isReported = observedThrough.map { start < $0 } ?? false
            time.add(
                end.seconds(since: start),
                serviceClass(of: span.standing, seen: isReported ? seen?.kind ?? .unknown : nil),
                of: span,
                reported: seen?.evidence.slotsReported
            )
        }
        return time
    }

    private static func serviceClass(of standing: ServiceStanding, seen: IntervalRecord.Class?) -> ServiceClass {
        switch standing {
        case .absent: .absent
        case .clientStopped: .clientStopped
        case .maintenance: .maintenance
        case .held, .unpaid: .held
        case .running:
            switch seen {
            case .up: .up
            case .down, .stopped: .down
            case .unknown: .unknown
            case nil: .hostUnreachable
            }
        }
    }
}
