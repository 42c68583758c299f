import Contract

/// What the contract decided in one step, before it is written.
struct Decision {
    /// The account after the step.
    let account: Account
    /// The instant to which the account was advanced.
    let now: Instant
    /// Effects of the deadlines passed.
    let due: [Effect]
    let fact: Fact?
    /// Effects of the fact.
    let consequences: [Effect]
    /// The civil day of the step: documents written in it are of this year.
    let today: CivilDate
    let previousDeadline: Instant?
    let nextDeadline: Instant?

    var effects: [Effect] { due + consequences }

    /// False when only time has passed: the next advance plays from the stored state and comes to the same.
    var changesSomething: Bool { fact != nil || !due.isEmpty || nextDeadline != previousDeadline }
}

extension Decision {
    /// Asks the contract. `verify` replays the journal through the same lines.
    init(of before: Account, at now: Instant, fact: Fact?, under book: Rulebook) throws(StoreError) {
        var account = before
        let due = account.advance(to: now, under: book)
        var consequences: [Effect] = []
        if let fact {
            do { consequences = try account.record(fact, under: book) } catch { throw .refused(error) }
        }
        self.init(
            account: account,
            now: now,
            due: due,
            fact: fact,
            consequences: consequences,
            today: book.zone.date(at: now),
            previousDeadline: before.nextDeadline(under: book),
            nextDeadline: account.nextDeadline(under: book)
        )
    }
}
