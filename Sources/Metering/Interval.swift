package import Contract
package import Wire

/// A stretch of one server's time in one class: from `start` up to, not including, `end`.
package struct Interval: Equatable, Codable, Sendable {
    package let start: Instant
    package let end: Instant
    package let kind: IntervalRecord.Class
    /// What the agent saw when the class began, in a short sentence.
    package let note: String
    /// The host that observed it; nil where the caller did not say.
    package let host: String?

    package init(start: Instant, end: Instant, kind: IntervalRecord.Class, note: String, host: String? = nil) {
        self.start = start
        self.end = end
        self.kind = kind
        self.note = note
        self.host = host
    }

    /// Elapsed seconds (T6); never negative for what `Meter` returns.
    package var seconds: Int64 { end.seconds(since: start) }

    /// The part of this interval inside `[from, to)`, or nil where they do not meet.
    package func clipped(from: Instant, to: Instant) -> Interval? {
        let (first, last) = (max(start, from), min(end, to))
        guard first < last else { return nil }
        return Interval(start: first, end: last, kind: kind, note: note, host: host)
    }
}
