/// What fell due while other terms were in force is decided under those, however late it is played (R0-01, T9); later terms act
/// from the instant on at which they came into force, and not before it.
extension Proceedings {
    /// False when the time to play ends before the later terms came into force.
    mutating func playUnderEarlierTerms(until target: Instant) -> Bool {
        guard let earlier = book.earlier, account.now < earlier.until else { return true }
        let later = book
        book = earlier.book
        play(until: min(target, earlier.until))
        book = later
        return target >= earlier.until
    }
}

extension Account {
    /// The next deadline of an account that has not lived through the change of terms yet.
    func nextDeadline(under book: Rulebook, after earlier: Rulebook.Earlier) -> Instant? {
        if let due = nextDeadline(under: earlier.book), due <= earlier.until { return due }
        return firstDeadline(under: book).map { max($0.at, earlier.until) }
    }
}
