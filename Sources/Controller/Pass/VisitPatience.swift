/// How long a pass waits for the visits under way: on while some of them end, no longer for those that do not.
struct VisitPatience {
    /// It is looked so often which have ended.
    static let stretch: Duration = .milliseconds(100)
    /// After so long without an end the rest are left to end while the next passes run.
    static let silence: Duration = .milliseconds(500)
    /// Deadlines and mails do not wait longer, however many hosts there are.
    static let longest: Duration = .seconds(5)

    private var ended = 0
    private var waited: Duration = .zero
    private var lastEnd: Duration = .zero

    /// Asked after each ``stretch``: whether to wait for another.
    /// - Parameter ended: how many have ended so far.
    mutating func goesOn(ended now: Int) -> Bool {
        waited += Self.stretch
        if now > ended { (ended, lastEnd) = (now, waited) }
        return waited - lastEnd < Self.silence && waited < Self.longest
    }
}
