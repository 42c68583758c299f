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
        guard from < to else { return ServiceTime() }
        let times = serviceTimes(
            records: records,
            observedThrough: observedThrough,
            standings: standings,
            bounds: [from, to]
        )
        return times.first ?? ServiceTime()
    }

    /// The same for each of the stretches between neighbours of `bounds`, which ascend: for every day of three months at once.
    package static func serviceTimes(
        records: [IntervalRecord],
        observedThrough: Instant?,
        standings: [StandingSpan],
        bounds: [Instant]
    ) -> [ServiceTime] {
        guard let from = bounds.first, let to = bounds.last, bounds.count > 1 else { return [] }
        var times = bounds.dropFirst().map { _ in ServiceTime() }
        let ordered = inOrder(records)
        var cuts = Set(ordered.map { Instant(epochSeconds: $0.at) } + standings.map(\.from) + bounds)
        if let observedThrough { cuts.insert(observedThrough) }
        let edges = cuts.filter { from <= $0 && $0 <= to }.sorted()
        var (record, standing, stretch) = (-1, -1, 0)
        for (start, end) in zip(edges, edges.dropFirst()) {
            while record + 1 < ordered.count, ordered[record + 1].at <= start.epochSeconds { record += 1 }
            while standing + 1 < standings.count, standings[standing + 1].from <= start { standing += 1 }
            while bounds[stretch + 1] <= start { stretch += 1 }
            let span = standing < 0 ? StandingSpan(from: from, standing: .absent, slots: 0) : standings[standing]
            let seen = record < 0 ? nil : ordered[record]
            let isReported = observedThrough.map { start < $0 } ?? false
            times[stretch].add(
                end.seconds(since: start),
                serviceClass(of: span.standing, seen: isReported ? seen?.kind ?? .unknown : nil),
                of: span,
                seen: seen?.evidence
            )
        }
        return times
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
