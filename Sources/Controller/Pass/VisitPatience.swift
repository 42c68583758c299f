/// How long a pass waits for the visits under way: on while some of them end, no longer for those that do not.
struct VisitPatience {
    /// After so long without an end the rest are left to end while the next passes run.
    static let silence: Duration = .milliseconds(500)
    /// Deadlines and mails do not wait longer, however many hosts there are.
    static let longest: Duration = .seconds(5)

    private var ended = 0
    private var waited: Duration = .zero

    /// Asked after each stretch of ``silence``: whether to wait for another.
    /// - Parameter ended: how many have ended so far.
    mutating func goesOn(ended now: Int) -> Bool {
        waited += Self.silence
        defer { ended = now }
        return now > ended && waited < Self.longest
    }
}
