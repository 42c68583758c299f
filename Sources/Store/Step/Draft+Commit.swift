import Contract
import GRDB

extension Draft {
    /// Writes everything that the step means, behind the last line of the journal.
    func commit(_ db: Database) throws {
        var journal = try JournalWriter(db)
        try commit(&journal, db)
    }

    /// Writes everything that the step means. A constraint that objects shows a contradiction, and nothing stays written.
    func commit(_ journal: inout JournalWriter, _ db: Database) throws {
        do {
            try saveAccount(db)
            journal.beginStep()
            for line in lines {
                let sequence = try journal.append(line, of: decision, db)
                switch line.content {
                case .effect(let effect): try decision.write(effect, sequence, db)
                case .fact(let fact): try decision.write(fact, sequence, db)
                }
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw decision.contradiction(error.message ?? "a constraint failed")
        }
    }

    private func saveAccount(_ db: Database) throws {
        try db.executeCached(
            "UPDATE account SET state = ?, next_deadline = ? WHERE number = ?",
            state,
            decision.nextDeadline?.epochSeconds,
            decision.account.id.number
        )
    }
}

extension Decision {
    func contradiction(_ detail: String) -> StoreError { .contradiction(account.id, detail: detail) }

    fileprivate func write(_ effect: Effect, _ sequence: Int64, _ db: Database) throws {
        switch effect.action {
        case .posted(let transaction): try book(transaction, sequence, db)
        case .invoiced(let invoice): try write(invoice, sequence, db)
        case .notice(let notice): try write(notice, at: effect.at, sequence, db)
        case .service(let demand):
            guard let subscription = effect.subscription else { throw contradiction("a service of no subscription") }
            try self.demand(demand, of: subscription, db)
        case .account, .phase, .decided: break
        }
    }

    fileprivate func write(_ fact: Fact, _ sequence: Int64, _ db: Database) throws {
        if let claim = fact.event.claim { try note(claim, at: fact.recordedAt, sequence, db) }
        switch fact.event {
        case .orderPlaced(let order): try take(order, db)
        case .requests(.opened(let request, _)): try note(request, sequence, db)
        case .noticeHandedOver(let key):
            try db.executeCached(
                "UPDATE mail SET handed_over_at = coalesce(handed_over_at, ?), last_error = NULL WHERE key = ?",
                fact.occurredAt.epochSeconds,
                key.description
            )
            guard db.changesCount == 1 else { throw StoreError.unknownMail(key) }
            try forgetPayer(after: key, db)
        case .serviceDelivered(let subscription):
            try mark(subscription, "delivered_at = coalesce(delivered_at, ?)", fact.occurredAt, db)
        case .serviceErased(let subscription, _):
            try mark(subscription, "closed_at = coalesce(closed_at, ?)", fact.recordedAt, db)
            try ServerRow.leaveHostWhenDone(subscription.server, db)
        case .slotsChangeRequested(let subscription, let slots, _):
            try ServerRow.holdSlots(slots, for: subscription.server, db)
        case .accountOpened, .chequeCleared, .chequeBounced, .renewalSwitched, .renewalRequested,
            .reactivationRequested, .standingRequestWithdrawn, .clientPower, .terminationRequested,
            .interruptionMeasured, .gestureGranted, .prices, .debts, .disputes, .forceMajeure, .liability, .person,
            .fraud, .paymentReceived, .pointsRedeemed, .accountClosed, .payments, .codes, .requests, .hold, .breach,
            .contact, .provider:
            break
        }
    }

    private func note(_ claim: PaymentClaim, at instant: Instant, _ sequence: Int64, _ db: Database) throws {
        try db.executeCached(
            "INSERT INTO payment VALUES (?, ?, ?, ?, ?)",
            claim.method,
            claim.reference,
            account.id.number,
            instant.epochSeconds,
            sequence
        )
    }
}
