package import Contract
import GRDB

/// One step of an account as the journal keeps it, with the terms under which it was taken.
struct JournaledStep {
    /// At least one.
    let lines: [JournalRow]
    let book: Rulebook

    var sequence: Int64 { lines[0].sequence }
    var at: Instant { lines[0].recordedAt }

    var fact: Fact? {
        get throws { try lines.first { $0.kind == .fact }.map { try Canonical.decode(Fact.self, from: $0.body) } }
    }

    /// The steps that these lines of one account, in order, make up.
    static func steps(of lines: [JournalRow], under books: BooksInForce) -> [JournaledStep] {
        var steps: [JournaledStep] = []
        var rest = lines[...]
        while let first = rest.first {
            let step = rest.prefix { $0.step == first.step }
            steps.append(JournaledStep(lines: Array(step), book: books.book(at: first.sequence)))
            rest = rest.dropFirst(step.count)
        }
        return steps
    }
}

extension Store {
    /// The life of an account, to be played again under the terms that were in force at each step.
    ///
    /// - Parameter book: has every version of the terms.
    package func replay(of id: AccountID, under book: Rulebook) throws(StoreError) -> AccountReplay {
        try read { db in
            let books = try BooksInForce(book, db)
            let lines = try Row.fetchAll(
                db,
                sql: "SELECT * FROM journal WHERE account = ? ORDER BY sequence",
                arguments: [id.number]
            ).map(JournalRow.init)
            let steps = try JournaledStep.steps(of: lines, under: books).map {
                AccountReplay.Step(at: $0.at, fact: try $0.fact, under: $0.book)
            }
            return AccountReplay(of: id, steps: steps, under: books.current)
        }
    }
}
