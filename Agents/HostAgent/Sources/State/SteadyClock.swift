/// Labels time with the machine's wall clock and measures it with the one that nobody can set: a step of the wall clock makes
/// no outage and shortens none.
///
/// - Set forward, the labels follow, and what they skip is a gap of which nothing is known. A machine that slept shows the same.
/// - Set back, the labels go on as if it had not been: time that was recorded is not recorded again. They meet the wall clock when
///   it catches up, or when the agent is started again.
struct SteadyClock: Equatable {
    /// Smaller differences are followed without a word: clocks run at slightly different speeds.
    static let tolerance: Int64 = 2
    /// Unread for so many seconds, nobody looked: the machine slept or the agent was frozen.
    static let longestSilence = 60.0

    /// Time of which nothing is known.
    struct Gap: Equatable {
        let from: Int64
        let to: Int64
        let reason: String
    }

    private var base: Int64
    private var monotonicBase: Double
    private var read: Double
    /// How far the labels are ahead of a wall clock that was set back.
    private(set) var ahead: Int64 = 0

    init(wall: Int64, monotonic: Double) {
        (base, monotonicBase, read) = (wall, monotonic, monotonic)
    }

    /// The label of an instant of the monotonic clock.
    func label(at monotonic: Double) -> Int64 { base + Int64((monotonic - monotonicBase).rounded(.down)) }

    /// Compares both clocks; called often, at least every few seconds.
    mutating func keepPace(wall: Int64, monotonic: Double) -> Gap? {
        let (before, now) = (label(at: read), label(at: monotonic))
        let silence = monotonic - read
        let step = wall - now
        read = monotonic
        ahead = step < -Self.tolerance ? -step : 0
        if step >= Self.tolerance { (base, monotonicBase) = (wall, monotonic) }
        if step > Self.tolerance {
            return Gap(from: before, to: wall, reason: "the machine's clock was set forward by \(step) s, or it slept")
        }
        if silence > Self.longestSilence {
            return Gap(from: before, to: max(wall, now), reason: "the agent did not run for \(Int(silence)) s")
        }
        if step == -Self.tolerance { base -= 1 }
        return nil
    }
}
