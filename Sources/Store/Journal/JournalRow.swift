import Contract
import GRDB

/// A line of the journal as it is stored and hashed.
struct JournalRow: Equatable {
    enum Kind: String { case fact, effect }

    let sequence: Int64
    let step: Int64
    let account: AccountID
    let subscription: SubscriptionID?
    let at: Instant
    let recordedAt: Instant
    let kind: Kind
    let rule: RuleID?
    let body: String

    /// SHA-256 over the previous hash and every column.
    func hash(after previous: [UInt8]) throws -> [UInt8] {
        try Digest.chained(
            after: previous,
            [
                String(sequence), String(step), account.description, subscription?.description,
                String(at.epochSeconds), String(recordedAt.epochSeconds), kind.rawValue, rule, body,
            ]
        )
    }

    /// What the first line follows: the books' own identity, so that one journal cannot stand in for another.
    static func origin(instanceID: String) throws -> [UInt8] { try Digest.sha256(Array("lessor \(instanceID)".utf8)) }
}

extension JournalRow {
    init(_ line: Draft.Line, of decision: Decision, sequence: Int64, step: Int64) {
        let (subscription, at, kind, rule): (SubscriptionID?, Instant, Kind, RuleID?) =
            switch line.content {
            case .fact(let fact): (fact.event.subscription, fact.occurredAt, .fact, nil)
            case .effect(let effect): (effect.subscription, effect.at, .effect, effect.rule)
            }
        self.init(
            sequence: sequence,
            step: step,
            account: decision.account.id,
            subscription: subscription,
            at: at,
            recordedAt: decision.now,
            kind: kind,
            rule: rule,
            body: line.body
        )
    }

    init(_ row: Row) throws {
        self.init(
            sequence: row["sequence"],
            step: row["step"],
            account: row.identifier("account"),
            subscription: row.identifierIfAny("subscription"),
            at: row.instant("at"),
            recordedAt: row.instant("recorded_at"),
            kind: try row.word("kind"),
            rule: row["rule"],
            body: row["body"]
        )
    }
}
