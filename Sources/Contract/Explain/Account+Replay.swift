extension Account {
    /// The account as it was at `instant`: the facts that it had taken by then, played again.
    ///
    /// Nil where it was not open yet. Throws where the contract does not take a fact again, as under other terms.
    ///
    /// - Parameter facts: all that it took, in the order of the journal, from its opening on.
    package static func replaying(
        _ facts: [Fact],
        of id: AccountID,
        to instant: Instant,
        under book: Rulebook
    ) throws(Refusal) -> Account? {
        guard let first = facts.first, first.recordedAt <= instant else { return nil }
        let opened = Account(id: id, at: first.recordedAt)
        return try AccountReplay(of: opened, facts: facts, under: book).play(until: instant)
    }
}
