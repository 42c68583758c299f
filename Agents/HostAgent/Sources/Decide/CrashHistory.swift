import Wire

/// When a server crashed, by the monotonic clock, and what follows from it.
struct CrashHistory: Equatable {
    private(set) var crashes: [Double] = []

    /// Notes a crash and tells how long to wait for the next start; nil gives up.
    /// - Parameter jitter: from 0 up to 1; spreads the starts of servers that crashed together.
    mutating func crashed(at now: Double, plan: RestartPlan, jitter: Double) -> Double? {
        crashes.removeAll { $0 <= now - Double(plan.intervalSeconds) }
        crashes.append(now)
        guard crashes.count <= plan.attempts else { return nil }
        // 2^30 times any delay is beyond every cap; more doublings would only overflow.
        let doubled = plan.delaySeconds * Double(1 << min(crashes.count - 1, 30))
        return min(doubled, plan.maximumDelaySeconds) * (1 + 0.2 * jitter)
    }
}
