package import Contract
package import Wire

extension Meter {
    /// An agent's records with what was seen from outside: what only seemed up is down.
    ///
    /// - Up for its agent and silent from outside is `down`; up, and nobody could look after a silence, is `unknown`.
    /// - Whatever else the agent says stands: looks from outside make nothing up, and nothing down that the agent does not
    ///   know to run.
    ///
    /// - Parameters:
    ///   - records: one server's, in any order.
    ///   - outside: the same server's, in any order; doubts change nothing (see ``judged(_:outside:)``).
    ///   - through: when the last look was; a silence holds no longer than this.
    package static func seen(
        _ records: [IntervalRecord],
        outside: [OutsideRecord],
        through: Instant?
    ) -> [IntervalRecord] {
        guard let through, outside.contains(where: { $0.kind == .silent }) else { return records }
        let ordered = inOrder(records)
        let looks = outside.filter { $0.kind != .doubt }.sorted { $0.at < $1.at }
        let cuts = Set(ordered.map(\.at) + looks.map(\.at.epochSeconds) + [through.epochSeconds]).sorted()
        var (own, look) = (-1, -1)
        var result: [IntervalRecord] = []
        for cut in cuts {
            while own + 1 < ordered.count, ordered[own + 1].at <= cut { own += 1 }
            while look + 1 < looks.count, looks[look + 1].at.epochSeconds <= cut { look += 1 }
            guard own >= 0 else { continue }
            let last = look >= 0 ? looks[look] : nil
            let stale = cut >= through.epochSeconds && last?.kind == .silent
            result.append(ordered[own].seen(last, stale: stale, at: cut, sequence: Int64(result.count + 1)))
        }
        return result
    }

    /// Up to when a server's records can be judged: a look without an answer may be the first of a silence.
    package static func judged(_ observedThrough: Instant, outside: [OutsideRecord]) -> Instant {
        outside.lazy.filter { $0.kind == .doubt }.map(\.at).min().map { min($0, observedThrough) } ?? observedThrough
    }
}

extension IntervalRecord {
    fileprivate func seen(_ look: OutsideRecord?, stale: Bool, at cut: Int64, sequence: Int64) -> IntervalRecord {
        let other: (Class, String)? =
            switch (kind, look?.kind) {
            case (.up, .silent?) where stale: (.unknown, "not looked at from outside since")
            case (.up, .silent?): (.down, "runs, but from outside: \(look?.note ?? "")")
            case (.up, .unknown?): (.unknown, "runs, but was silent from outside before: \(look?.note ?? "")")
            default: nil
            }
        return IntervalRecord(
            sequence: sequence,
            server: server,
            at: cut,
            kind: other?.0 ?? kind,
            evidence: other.map { evidence.noting($0.1) } ?? evidence
        )
    }
}

extension Evidence {
    /// Down though it answered its agent: only from outside it did not.
    var isOutOfReach: Bool { answered }
}
