import Contract
import GRDB

extension Decision {
    /// Remembers what was ordered; the server follows with its first demand.
    func take(_ order: Order, _ db: Database) throws {
        let number = order.subscription.number
        let owner = try Int64.fetchOne(
            db,
            sql: "SELECT account FROM subscription WHERE number = ?",
            arguments: [number]
        )
        if let owner {
            throw StoreError.subscriptionTaken(order.subscription, by: AccountID(number: owner))
        }
        try db.executeCached(
            "INSERT INTO subscription VALUES (?, ?, ?)",
            number,
            account.id.number,
            order.product
        )
        try db.executeCached(
            "UPDATE book SET next_subscription = max(next_subscription, ? + 1)",
            number
        )
    }

    /// Sets what a server must be from now on, with a new generation where that changed.
    func demand(_ demand: ServiceDemand, of subscription: SubscriptionID, _ db: Database) throws {
        try db.executeCached(
            """
            INSERT INTO server (number, state, slots, generation) VALUES (?, ?, ?, 1)
            ON CONFLICT (number) DO UPDATE SET
                generation = generation + 1,
                state = excluded.state,
                slots = excluded.slots,
                pending_slots = nullif(pending_slots, excluded.slots),
                claimed_slots = CASE
                    WHEN host IS NULL OR erased_at IS NOT NULL OR excluded.state = 'absent' THEN claimed_slots
                    ELSE max(excluded.slots, coalesce(nullif(pending_slots, excluded.slots), 0))
                END,
                problem = NULL
            WHERE state <> excluded.state OR slots <> excluded.slots
            """,
            subscription.server.number,
            demand.state.rawValue,
            demand.slots
        )
    }

    /// Notes on a server's row that the contract was told something. A subscription that never had a server has no row.
    func mark(_ subscription: SubscriptionID, _ assignment: String, _ at: Instant, _ db: Database) throws {
        try db.executeCached(
            "UPDATE server SET \(assignment) WHERE number = ?",
            at.epochSeconds,
            subscription.server.number
        )
    }
}
