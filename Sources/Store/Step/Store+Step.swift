package import Contract
package import Fleet
import GRDB

extension Store {
    /// One step of one account's contract life, in one durable transaction: advances it to `now`, then records `fact`, and
    /// writes the journal, postings, outbox, servers and the account's new state; or changes nothing and throws.
    ///
    /// - Parameters:
    ///   - serverName: what the server of an order is called; kept beside the journal, since clients choose it.
    ///   - wish: what the order asks of its server's host.
    ///   - payer: who bought tokens; kept beside the journal until his receipt is handed over.
    ///   - note: what is personal about the fact; kept beside the journal too.
    package func step(
        _ id: AccountID,
        to now: Instant,
        fact: Fact? = nil,
        serverName: String? = nil,
        wish: PlacementWish? = nil,
        payer: TokenPayer? = nil,
        note: PersonalNote? = nil,
        under book: Rulebook
    ) throws(StoreError) -> Step {
        try write { db in
            let step = try Self.perform(id, to: now, fact: fact, under: book, db)
            if let serverName, let server = fact?.event.subscription?.server {
                try Self.set("name", serverName, of: server, db)
            }
            if let wish, let server = fact?.event.subscription?.server { try Self.setWish(wish, of: server, db) }
            if let payer, case .requests(.tokensBought(_, _, let receipt)) = fact?.event {
                try Self.save(payer, of: receipt, db)
            }
            if let note, let fact { try Self.keep(note, of: fact, id, db) }
            return step
        }
    }

    /// A step inside a transaction; nothing is written before the contract has taken the fact, or unless `recording`.
    static func perform(
        _ id: AccountID,
        to now: Instant,
        fact: Fact?,
        under book: Rulebook,
        recording: Bool = true,
        _ db: Database
    ) throws -> Step {
        try requireInForce(book, db)
        let account = try StoredAccount(id, db)
        if let fact { try refuseUsedReference(fact, db) }
        let decision = try account.decide(to: now, fact: fact, under: book)
        if recording, decision.changesSomething { try Draft(decision).commit(db) }
        return Step(account: decision.account, effects: decision.effects)
    }

    /// One (method, reference) is one payment, over all accounts and for ever.
    private static func refuseUsedReference(_ fact: Fact, _ db: Database) throws {
        guard let claim = fact.event.claim else { return }
        let used = try Row.fetchOne(
            db,
            sql: "SELECT account, at FROM payment WHERE method = ? AND reference = ?",
            arguments: [claim.method, claim.reference]
        )
        guard let used else { return }
        throw StoreError.paymentReferenceUsed(
            method: claim.method,
            reference: claim.reference,
            account: used.identifier("account"),
            at: used.instant("at")
        )
    }
}
