/// How long a host that did not answer is left alone: twice as long each time, with jitter, up to a cap.
struct BackOff {
    let failures: Int
    let reason: String
    private let until: ContinuousClock.Instant

    init(after earlier: BackOff?, reason: String, cap: Double) {
        failures = (earlier?.failures ?? 0) + 1
        self.reason = reason
        let longest = min(cap, 0.2 * Double(1 << min(failures, 16)))
        until = .now + .seconds(longest * Double.random(in: 0.5...1))
    }

    var isOver: Bool { ContinuousClock.now >= until }
}
