package import Contract
import GRDB

extension Store {
    /// Takes an account out of the sweep with its error; its servers stay as they are. A parked one keeps its first reason.
    package func park(_ id: AccountID, reason: String, at now: Instant) throws(StoreError) {
        try change(
            id,
            "parked_reason = coalesce(parked_reason, ?), parked_at = coalesce(parked_at, ?)",
            [reason, now.epochSeconds]
        )
    }

    /// Puts an account back into the sweep.
    package func unpark(_ id: AccountID) throws(StoreError) {
        try change(id, "parked_reason = NULL, parked_at = NULL", [])
    }

    /// The accounts that wait for a person.
    package func parked() throws(StoreError) -> [ParkedAccount] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM account WHERE parked_at IS NOT NULL ORDER BY parked_at, number")
                .map {
                    ParkedAccount(
                        id: $0.identifier("number"),
                        reason: $0["parked_reason"],
                        since: $0.instant("parked_at")
                    )
                }
        }
    }

    private func change(_ id: AccountID, _ assignments: String, _ values: StatementArguments) throws(StoreError) {
        try write { db in
            try db.execute(
                sql: "UPDATE account SET \(assignments) WHERE number = ?",
                arguments: values + [id.number]
            )
            guard db.changesCount == 1 else { throw StoreError.unknownAccount(id) }
        }
    }
}
