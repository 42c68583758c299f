import Contract
import GRDB

extension Verifier {
    /// Replays every account's facts through the contract and compares what it decides with what stands in the books.
    mutating func checkAccounts() throws {
        isReviewPending = try Store.accountsReviewed(db) != nil
        for row in try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY number") {
            accounts += 1
            let id: AccountID = row.identifier("number")
            guard let stored = try? row.json("state", Account.self) else {
                report("The stored state of \(id) cannot be read.")
                continue
            }
            guard let replayed = try replay(id) else { continue }
            compare(replayed, with: stored, nextDeadline: row.instantIfAny("next_deadline"))
            try compareDemands(of: stored)
        }
    }

    /// The account after the last line of its journal; nil when a line is not what the contract decides.
    private mutating func replay(_ id: AccountID) throws -> Account? {
        let lines = try Row.fetchAll(
            db,
            sql: "SELECT * FROM journal WHERE account = ? ORDER BY sequence",
            arguments: [id.number]
        ).compactMap { try? JournalRow($0) }
        let steps = JournaledStep.steps(of: lines, under: books)
        guard let first = steps.first else {
            report("\(id) has no line in the journal.")
            return nil
        }
        var account = Account(id: id, at: first.at)
        for step in steps {
            guard let next = replay(step, from: account) else { return nil }
            account = next
        }
        return account
    }

    private mutating func replay(_ step: JournaledStep, from account: Account) -> Account? {
        do {
            let decision = try Decision(of: account, at: step.at, fact: try step.fact, under: step.book)
            let expected = try decision.lines(from: step.sequence)
            if expected == step.lines { return decision.account }
            let same = zip(expected, step.lines).prefix { $0 == $1 }.count
            report(
                "Journal entry \(step.sequence + Int64(same)) is not what the contract of \(account.id) decides there."
            )
        } catch {
            report("The contract of \(account.id) does not take journal entry \(step.sequence) again: \(error)")
        }
        return nil
    }

    private mutating func compare(_ replayed: Account, with stored: Account, nextDeadline: Instant?) {
        var account = replayed
        let missing = account.advance(to: stored.now, under: books.current)
        if !missing.isEmpty {
            report(
                "\(missing.count) effect(s) of \(stored.id) are not in the journal, the first of rule \(missing[0].rule)."
            )
        } else if account != stored {
            report("The stored state of \(stored.id) is not what its journal comes to.")
        } else if !isReviewPending, account.nextDeadline(under: books.current) != nextDeadline {
            report("The next deadline stored for \(stored.id) is not that of its contract.")
        }
    }
}

extension Decision {
    /// The lines that this step writes, the first with this sequence number.
    fileprivate func lines(from first: Int64) throws -> [JournalRow] {
        try Draft(self).lines.enumerated().map { offset, line in
            JournalRow(line, of: self, sequence: first + Int64(offset), step: first)
        }
    }
}
