import Contract
import GRDB

extension Verifier {
    /// Replays every account's facts through the contract and compares what it decides with what stands in the books.
    mutating func checkAccounts() throws {
        try loadBooksInForce()
        for row in try Row.fetchAll(db, sql: "SELECT * FROM account ORDER BY number") {
            accounts += 1
            let id: AccountID = row.identifier("number")
            guard let stored = try? row.json("state", Account.self) else {
                report("The stored state of \(id) cannot be read.")
                continue
            }
            guard let (replayed, then) = try replay(id) else { continue }
            compare(replayed, with: stored, nextDeadline: row.instantIfAny("next_deadline"), under: then)
            try compareDemands(of: stored)
        }
    }

    /// The account after the last line of its journal, and the book of that line; nil when a line is not what the contract
    /// decides.
    private mutating func replay(_ id: AccountID) throws -> (Account, Rulebook)? {
        let lines = try Row.fetchAll(
            db,
            sql: "SELECT * FROM journal WHERE account = ? ORDER BY sequence",
            arguments: [id.number]
        ).compactMap { try? JournalRow($0) }
        guard let first = lines.first else {
            report("\(id) has no line in the journal.")
            return nil
        }
        var account = Account(id: id, at: first.recordedAt)
        var (rest, then) = (lines[...], book)
        while let start = rest.first {
            let step = rest.prefix { $0.step == start.step }
            then = book(at: start.sequence)
            guard let next = replay(Array(step), from: account, under: then) else { return nil }
            account = next
            rest = rest.dropFirst(step.count)
        }
        return (account, then)
    }

    private mutating func replay(_ lines: [JournalRow], from account: Account, under book: Rulebook) -> Account? {
        let first = lines[0]
        do {
            let fact = try lines.first { $0.kind == .fact }.map { try Canonical.decode(Fact.self, from: $0.body) }
            let decision = try Decision(of: account, at: first.recordedAt, fact: fact, under: book)
            let expected = try decision.lines(from: first.sequence)
            if expected == lines { return decision.account }
            let same = zip(expected, lines).prefix { $0 == $1 }.count
            report(
                "Journal entry \(first.sequence + Int64(same)) is not what the contract of \(account.id) decides there."
            )
        } catch {
            report("The contract of \(account.id) does not take journal entry \(first.sequence) again: \(error)")
        }
        return nil
    }

    /// - Parameter then: the book of the last step, under which the next deadline was stored unless it was looked at since.
    private mutating func compare(
        _ replayed: Account,
        with stored: Account,
        nextDeadline: Instant?,
        under then: Rulebook
    ) {
        var account = replayed
        let missing = account.advance(to: stored.now, under: then)
        if !missing.isEmpty {
            report(
                "\(missing.count) effect(s) of \(stored.id) are not in the journal, the first of rule \(missing[0].rule)."
            )
        } else if account != stored {
            report("The stored state of \(stored.id) is not what its journal comes to.")
        } else if account.nextDeadline(under: then) != nextDeadline, account.nextDeadline(under: book) != nextDeadline {
            report("The next deadline stored for \(stored.id) is not that of its contract.")
        }
    }
}

extension Decision {
    /// The lines that this step writes, the first with this sequence number.
    fileprivate func lines(from first: Int64) throws -> [JournalRow] {
        var lines: [JournalRow] = []
        func place() -> (Int64, Int64) { (first + Int64(lines.count), first) }
        for effect in due { lines.append(try line(effect, place())) }
        if let fact {
            let (sequence, step) = place()
            lines.append(
                try JournalRow(fact, sequence: sequence, step: step, account: account.id, recordedAt: now)
            )
        }
        for effect in consequences { lines.append(try line(effect, place())) }
        return lines
    }

    private func line(_ effect: Effect, _ place: (sequence: Int64, step: Int64)) throws -> JournalRow {
        try JournalRow(effect, sequence: place.sequence, step: place.step, account: account.id, recordedAt: now)
    }
}
