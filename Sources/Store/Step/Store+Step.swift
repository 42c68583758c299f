package import Contract
import GRDB

extension Store {
    /// One step of one account's contract life, in one durable transaction: advances it to `now`, then records `fact`, and
    /// writes the journal, postings, outbox, servers and the account's new state; or changes nothing and throws.
    ///
    /// - Parameter serverName: what the server of an order is called; kept beside the journal, since clients choose it.
    package func step(
        _ id: AccountID,
        to now: Instant,
        fact: Fact? = nil,
        serverName: String? = nil,
        under book: Rulebook
    ) throws(StoreError) -> Step {
        try write { db in
            let account = try Self.accountToStep(id, db)
            if let fact { try Self.refuseUsedReference(fact, db) }
            let decision = try Decision(of: account, at: now, fact: fact, under: book)
            if decision.changesSomething { try decision.commit(db) }
            if let serverName, let server = fact?.event.subscription?.server {
                try Self.name(server, serverName, db)
            }
            return Step(account: decision.account, effects: decision.effects)
        }
    }

    private static func accountToStep(_ id: AccountID, _ db: Database) throws -> Account {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT state, parked_reason FROM account WHERE number = ?",
            arguments: [id.number]
        )
        guard let row, let account = try row.json("state", Account.self) else { throw StoreError.unknownAccount(id) }
        if let reason = row["parked_reason"] as String? { throw StoreError.parked(id, reason: reason) }
        return account
    }

    /// One (method, reference) is one payment, over all accounts and for ever.
    private static func refuseUsedReference(_ fact: Fact, _ db: Database) throws {
        guard case .paymentReceived(let payment) = fact.event, let key = payment.key else { return }
        let used = try Row.fetchOne(
            db,
            sql: "SELECT account, at FROM payment WHERE method = ? AND reference = ?",
            arguments: [key.method, key.reference]
        )
        guard let used else { return }
        throw StoreError.paymentReferenceUsed(
            method: payment.method,
            reference: payment.reference,
            account: used.identifier("account"),
            at: used.instant("at")
        )
    }
}

extension Payment {
    /// What makes it one payment; nil without a reference. Methods are named in any case of letters.
    var key: (method: String, reference: String)? { reference.isEmpty ? nil : (method.lowercased(), reference) }
}
