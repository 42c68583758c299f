import Contract

/// A decision with all that is written of it in words: made without the database, so that many can be made at once.
struct Draft {
    struct Line {
        let content: JournalEntry.Content
        let body: String
    }

    let decision: Decision
    let state: String
    /// Those of the journal, in their order.
    let lines: [Line]

    init(_ decision: Decision) throws {
        self.decision = decision
        state = try Canonical.encode(decision.account)
        let (due, consequences) = (try decision.due.map(Line.init), try decision.consequences.map(Line.init))
        lines = due + (try decision.fact.map { [try Line($0)] } ?? []) + consequences
    }
}

extension Draft.Line {
    fileprivate init(_ effect: Effect) throws {
        self.init(content: .effect(effect), body: try Canonical.encode(effect))
    }

    fileprivate init(_ fact: Fact) throws {
        self.init(content: .fact(fact), body: try Canonical.encode(fact))
    }
}
