/// A point in time in UTC, to the second: seconds since 1970-01-01T00:00:00Z.
///
/// The contract knows no finer grain: its shortest measure is the second (R7.9-01: 120 h 0 s against 120 h 1 s).
package struct Instant: Hashable, Comparable, Sendable {
    package let epochSeconds: Int64

    package init(epochSeconds: Int64) {
        self.epochSeconds = epochSeconds
    }

    /// After everything.
    package static let distantFuture = Instant(epochSeconds: .max)

    package static func < (left: Instant, right: Instant) -> Bool {
        left.epochSeconds < right.epochSeconds
    }

    /// The instant `seconds` elapsed seconds later (T6: elapsed time ignores daylight saving).
    package func adding(seconds: Int64) -> Instant {
        Instant(epochSeconds: epochSeconds + seconds)
    }

    /// Elapsed seconds from `earlier` to this instant; negative when this one is before.
    package func seconds(since earlier: Instant) -> Int64 {
        epochSeconds - earlier.epochSeconds
    }
}

/// Encoded as the bare number of seconds.
extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        epochSeconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(epochSeconds)
    }
}
