package import Contract
package import Wire

extension Meter {
    /// Seconds in each class between two instants; every second is in exactly one class, so that they add up to the span.
    ///
    /// Time without a record is `unknown`. Every class is present, with 0 where it never was. `intervals` as `intervals(…)`
    /// returns them: in order, not overlapping.
    package static func uptimeSeconds(
        of intervals: [Interval],
        between from: Instant,
        and to: Instant
    ) -> [IntervalRecord.Class: Int64] {
        var seconds = Dictionary(uniqueKeysWithValues: IntervalRecord.Class.allCases.map { ($0, Int64(0)) })
        for segment in segments(of: intervals, from: from, to: to) {
            seconds[segment.kind, default: 0] += segment.seconds
        }
        return seconds
    }
}
