/// How often the status files are written: with every pass, but where that takes long, no more than a tenth of the time is spent
/// on it.
struct PublicationPace: Sendable {
    private var next: ContinuousClock.Instant?
    /// Whether one was put off since the last.
    private(set) var isBehind = false

    /// What takes no longer than this is done with every pass.
    private static let shortTime: Duration = .milliseconds(500)

    /// Whether to publish now; remembers where not.
    mutating func isDue(at moment: ContinuousClock.Instant) -> Bool {
        isBehind = next.map { moment < $0 } ?? false
        return !isBehind
    }

    mutating func published(from start: ContinuousClock.Instant, to end: ContinuousClock.Instant) {
        let time = start.duration(to: end)
        next = time > Self.shortTime ? end + time * 9 : nil
        isBehind = false
    }
}
