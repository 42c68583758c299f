extension Subscription {
    /// When the contract wanted the server to run, ascending; the last may be open. Older than the memory of the terms'
    /// `interruptionMemoryMonths` is forgotten.
    package var demandedSpans: [(from: Instant, to: Instant?)] {
        running.map { ($0.from, $0.to) }
    }
}
