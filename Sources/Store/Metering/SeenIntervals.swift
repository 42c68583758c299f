package import Contract
import Metering
package import Wire

/// What is known of one server's time.
package struct SeenIntervals: Equatable, Sendable {
    package let records: [IntervalRecord]
    let outside: [OutsideRecord]

    /// Up to when it can be judged, where its host's records reach to `observedThrough`.
    package func judged(_ observedThrough: Instant) -> Instant { Meter.judged(observedThrough, outside: outside) }
}
