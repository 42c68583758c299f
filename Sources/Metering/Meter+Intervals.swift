package import Contract
package import Wire

extension Meter {
    /// The intervals that one server's records describe, in order, without gaps, up to `observedThrough`.
    ///
    /// - Parameters:
    ///   - records: one server's records, in any order; a record sent twice counts once.
    ///   - observedThrough: up to here the last record holds; the latest `observedThrough` of all reports.
    ///   - host: stands in each interval.
    /// - Returns: nothing before the first record; neighbours of one class are one interval with the note of the first.
    package static func intervals(
        records: [IntervalRecord],
        observedThrough: Instant,
        host: String? = nil
    ) -> [Interval] {
        let ordered = inOrder(records)
        var result: [Interval] = []
        for (index, record) in ordered.enumerated() {
            let next = index + 1 < ordered.count ? ordered[index + 1].at : Int64.max
            let (start, end) = (record.at, min(next, observedThrough.epochSeconds))
            guard start < end else { continue }
            let interval = Interval(
                start: Instant(epochSeconds: start),
                end: Instant(epochSeconds: end),
                kind: record.kind,
                note: record.evidence.note,
                host: host
            )
            append(interval, to: &result)
        }
        return result
    }

    /// The records in order of time, each once.
    static func inOrder(_ records: [IntervalRecord]) -> [IntervalRecord] {
        Set(records.map(OrderedRecord.init)).sorted().map(\.record)
    }

    private static func append(_ interval: Interval, to result: inout [Interval]) {
        guard let last = result.last, last.kind == interval.kind, last.end == interval.start else {
            result.append(interval)
            return
        }
        result[result.count - 1] = Interval(
            start: last.start,
            end: interval.end,
            kind: last.kind,
            note: last.note,
            host: last.host
        )
    }
}

/// Puts records in a total order, so that the order of arrival decides nothing. Sequences start anew with a new journal,
/// so that time comes first; within one second the later sequence has the last word.
private struct OrderedRecord: Hashable, Comparable {
    let record: IntervalRecord

    init(_ record: IntervalRecord) { self.record = record }

    private var key: (Int64, Int64, String, String) {
        (record.at, record.sequence, record.kind.rawValue, record.evidence.note)
    }

    static func < (left: Self, right: Self) -> Bool { left.key < right.key }
    static func == (left: Self, right: Self) -> Bool { left.key == right.key }

    func hash(into hasher: inout Hasher) {
        hasher.combine(record.at)
        hasher.combine(record.sequence)
    }
}
