import Contract

extension AccountReplay {
    /// The facts of an account that lived under one book.
    init(of id: AccountID, facts: [Fact], under book: Rulebook) {
        self.init(of: id, steps: facts.map { Step(at: $0.recordedAt, fact: $0, under: book) }, under: book)
    }
}
