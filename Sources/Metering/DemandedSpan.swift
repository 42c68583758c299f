package import Contract

/// A stretch of time during which the contract demanded the server to run.
package struct DemandedSpan: Equatable, Codable, Sendable {
    package let start: Instant
    /// The first instant at which it was no longer demanded; nil while it still is.
    package let end: Instant?

    package init(start: Instant, end: Instant?) {
        self.start = start
        self.end = end
    }
}

extension DemandedSpan {
    /// The same time as spans in order that neither touch nor overlap; empty ones dropped.
    static func merged(_ spans: [DemandedSpan]) -> [DemandedSpan] {
        var result: [DemandedSpan] = []
        for span in spans.sorted(by: { $0.start < $1.start }) {
            if let end = span.end, end <= span.start { continue }
            guard let last = result.last, last.end.map({ span.start <= $0 }) ?? true else {
                result.append(span)
                continue
            }
            result[result.count - 1] = DemandedSpan(start: last.start, end: later(last.end, span.end))
        }
        return result
    }

    private static func later(_ left: Instant?, _ right: Instant?) -> Instant? {
        guard let left, let right else { return nil }
        return max(left, right)
    }
}
