import Contract

/// Compares the machine's clock with the time that really went by.
struct ClockWatch: Sendable {
    private var last: (wall: Instant, steady: ContinuousClock.Instant)?

    /// By how many seconds the clock jumped since the last look: forwards if positive. Nil where it did not, by more than `tolerance`.
    mutating func jump(
        now: Instant,
        steady: ContinuousClock.Instant = .now,
        tolerance: Int64
    ) -> Int64? {
        defer { last = (now, steady) }
        guard let last else { return nil }
        let gone = (now.epochSeconds - last.wall.epochSeconds) - last.steady.duration(to: steady).components.seconds
        return gone.magnitude > tolerance.magnitude ? gone : nil
    }
}
