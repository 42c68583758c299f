/// The port numbers that a host's servers may bind: ranges in order that neither overlap nor touch.
package struct PortPool: Hashable, Codable, Sendable, CustomStringConvertible {
    /// At least one.
    package let ranges: [ClosedRange<Int>]

    package init(_ range: ClosedRange<Int>) {
        ranges = [range]
    }

    /// Those that overlap or touch become one. Nil where there are none.
    package init?(_ ranges: some Sequence<ClosedRange<Int>>) {
        var merged: [ClosedRange<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound + 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        guard !merged.isEmpty else { return nil }
        self.ranges = merged
    }

    /// From its lowest number to its highest.
    package var bounds: ClosedRange<Int> {
        (ranges.first?.lowerBound ?? 0)...(ranges.last?.upperBound ?? 0)
    }

    package func contains(_ number: Int) -> Bool { ranges.contains { $0.contains(number) } }

    /// The first range in which no port can ever be sold, since the kernel gives all of it to outgoing connections.
    package func rangeNeverSold(ephemeral: ClosedRange<Int>) -> ClosedRange<Int>? {
        ranges.first { ephemeral.contains($0.lowerBound) && ephemeral.contains($0.upperBound) }
    }

    /// As it is written: `20000-20009,20020`.
    package var description: String {
        ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    }
}
