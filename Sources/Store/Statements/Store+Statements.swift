package import Contract
import GRDB
package import Statements

/// Lines of bank statements: each counts once, however often and by however many processes it is imported.
extension Store {
    /// Takes one line: credits it in the same transaction that notes it, or keeps it for a person. A line that waited is
    /// tried again.
    /// - Parameter recording: False only says what would become of it.
    package func take(
        _ line: StatementLine,
        for payer: Payer,
        at now: Instant,
        under book: Rulebook,
        recording: Bool = true
    ) throws(StoreError) -> TakenLine {
        let body: (Database) throws -> TakenLine = { db in
            let new = try StatementRow(line)
            let known = try new.known(db)
            if let known, !known.record.outcome.isOpen { return known.unchanged }
            var row = known ?? new
            let (outcome, effects) = try Self.credit(row, to: payer, at: now, under: book, recording: recording, db)
            if let known, known.record.outcome == outcome { return known.unchanged }
            if recording {
                try row.save(outcome, at: now, db)
            } else {
                row.record = row.record.settled(
                    as: row.record.id,
                    outcome,
                    note: outcome.isOpen ? row.record.note : nil
                )
            }
            return TakenLine(record: row.record, isNews: known == nil || !outcome.isOpen, effects: effects)
        }
        return recording ? try write(body) : try read(body)
    }

    /// Credits a line that waits to the account that a person found; or books it as what a payer paid through a request of
    /// that account, whose receipt goes to him (R6.9-08).
    package func match(
        _ id: StatementLineID,
        to account: AccountID,
        through purchase: TokenPurchase? = nil,
        at now: Instant,
        under book: Rulebook
    ) throws(StoreError) -> TakenLine {
        try write { db in
            var row = try StatementRow.open(id, db)
            guard row.record.amount > 0 else { throw StoreError.lineNotCreditable(id) }
            let (outcome, effects) = try Self.pay(
                row,
                to: account,
                through: purchase,
                at: now,
                under: book,
                recording: true,
                db
            )
            if let purchase { try Self.save(purchase.payer, of: purchase.receipt, db) }
            try row.save(outcome, at: now, db)
            return TakenLine(record: row.record, isNews: true, effects: effects)
        }
    }

    /// Closes a line that waits; says why. What its payer wrote is erased.
    package func ignore(
        _ id: StatementLineID,
        reason: String,
        at now: Instant
    ) throws(StoreError) -> StatementRecord {
        try write { db in
            var row = try StatementRow.open(id, db)
            try row.save(.ignored(reason: reason), at: now, db)
            return row.record
        }
    }

    /// Lines in the order of their import.
    package func statementLines(openOnly: Bool) throws(StoreError) -> [StatementRecord] {
        try read { db in try StatementRow.all(openOnly: openOnly, db) }
    }

    /// Who paid with this reference; nil where it was never recorded.
    package func payer(of reference: String, by method: String) throws(StoreError) -> AccountID? {
        try read { db in
            try Int64.fetchOne(
                db,
                sql: "SELECT account FROM payment WHERE method = ? AND reference = ?",
                arguments: [method.lowercased(), reference]
            ).map(AccountID.init(number:))
        }
    }

    // MARK: Crediting

    private typealias Credit = (outcome: StatementRecord.Outcome, effects: [Effect])

    /// What the account or the contract refuses waits for a person; what is wrong with the books is thrown.
    private static func credit(
        _ row: StatementRow,
        to payer: Payer,
        at now: Instant,
        under book: Rulebook,
        recording: Bool,
        _ db: Database
    ) throws -> Credit {
        switch payer {
        case .unknown(let reason): return (.open(reason: reason), [])
        case .account(let account):
            do { return try pay(row, to: account, at: now, under: book, recording: recording, db) } catch {
                guard let reason = (error as? StoreError)?.reasonToWait else { throw error }
                return (.open(reason: reason), [])
            }
        }
    }

    /// Legal effect follows the booking day, whose first instant is taken; the evidence is from now (T8, R6.3-02).
    private static func pay(
        _ row: StatementRow,
        to account: AccountID,
        through purchase: TokenPurchase? = nil,
        at now: Instant,
        under book: Rulebook,
        recording: Bool,
        _ db: Database
    ) throws -> Credit {
        let line = row.record
        let reference = try freeReference(for: row, db)
        let payment = Payment(method: line.method, currency: line.currency, amount: line.amount, reference: reference)
        let fact = Fact(
            purchase?.event(payment) ?? .paymentReceived(payment),
            occurredAt: min(book.zone.start(of: line.bookedOn), now),
            recordedAt: now,
            actor: .staff
        )
        let effects = try perform(account, to: now, fact: fact, under: book, recording: recording, db).effects
        let rejection = effects.first { ["R6.6-05", "R6.11-05"].contains($0.rule) }
        guard let rejection else { return (.credited(account, reference: reference), effects) }
        var reason = "irregular (\(rejection.rule))"
        if case .decided(let text) = rejection.action { reason = text }
        return (.rejected(account, reference: reference, reason: reason), effects)
    }

    /// The bank's reference, so that a payment reported by hand with it is not credited again. Where another line bears it
    /// already, this line's own mark is added: banks use references again, lines are never the same.
    private static func freeReference(for row: StatementRow, _ db: Database) throws -> String {
        let plain = row.record.bankReference ?? "\(row.record.bookedOn)-\(row.key.prefix(12))"
        let isOfLine = try Bool.fetchOne(
            db,
            sql: "SELECT EXISTS (SELECT 1 FROM statement_line WHERE method = ? AND payment_reference = ?)",
            arguments: [row.record.method, plain]
        )
        return isOfLine == true ? "\(plain)~\(row.key.prefix(12))" : plain
    }
}

extension TokenPurchase {
    fileprivate func event(_ payment: Payment) -> Event {
        .requests(.tokensBought(request: request, payment: payment, receipt: receipt))
    }
}

extension StatementRow {
    fileprivate var unchanged: TakenLine { TakenLine(record: record, isNews: false, effects: []) }
}

extension StoreError {
    /// Why a line that names an account cannot be credited now; nil where the import itself cannot go on.
    fileprivate var reasonToWait: String? {
        switch self {
        case .paymentReferenceUsed, .parked, .refused, .unknownAccount: description
        default: nil
        }
    }
}
