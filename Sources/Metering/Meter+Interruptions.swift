package import Contract
package import Wire

extension Meter {
    /// The interruptions of one server, in order (R7.9-01, AMB-29).
    ///
    /// An interruption is a run of time in which the server was demanded and did not serve. It is identified by its
    /// `start`, which later records never move.
    /// - A recovery shorter than `tolerance` does not break it; the recovered time counts only if the outage goes on.
    ///   `confirmedThrough` is the end of the last outage, never a time at which the server was up or unknown.
    /// - `stopped` while demanded counts as down: the agent still follows an older wish, and the client has no server.
    /// - `unknown`, and time without any record, neither begins nor extends nor ends one. What follows it is another one.
    /// - It has `ended` once the server was up for `tolerance` without a break, or was no longer demanded, or once
    ///   another one began after unknown time. Until then `confirmedThrough` may grow.
    ///
    /// - Parameters:
    ///   - records: one server's records, in any order and any number of times.
    ///   - observedThrough: up to here the records speak.
    ///   - demanded: when the contract demanded the server to run; in any order, may touch or overlap.
    ///   - tolerance: in seconds.
    /// - Returns: interruptions of cause `technical`; a person may classify them otherwise later.
    package static func interruptions(
        records: [IntervalRecord],
        observedThrough: Instant,
        demanded: [DemandedSpan],
        tolerance: Int64 = defaultTolerance
    ) -> [Interruption] {
        let intervals = intervals(records: records, observedThrough: observedThrough)
        return DemandedSpan.merged(demanded).flatMap { span in
            var run = OutageRun(tolerance: tolerance)
            for segment in segments(
                of: intervals,
                from: span.start,
                to: min(span.end ?? observedThrough, observedThrough)
            ) {
                run.take(segment)
            }
            let over = span.end.map { $0 <= observedThrough } ?? false
            return run.finish(noLongerDemanded: over)
        }
    }

    /// The intervals inside `[from, to)`, with unknown time where no record speaks.
    static func segments(of intervals: [Interval], from: Instant, to: Instant) -> [Interval] {
        var result: [Interval] = []
        var reached = from
        func fill(to end: Instant) {
            guard reached < end else { return }
            result.append(Interval(start: reached, end: end, kind: .unknown, note: "no record"))
        }
        for part in intervals.compactMap({ $0.clipped(from: from, to: to) }) {
            fill(to: part.start)
            result.append(part)
            reached = part.end
        }
        fill(to: to)
        return result
    }
}
