extension Proceedings {
    /// R7.3-01, R7.3-02: the client ends it now, and nothing is refunded. R7.5-04: at any time, once identified.
    mutating func terminate(_ index: Int, _ identification: Identification) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard identification.missing.isEmpty else {
            let missing = identification.missing.map(\.words).joined(separator: ", ")
            throw Refusal(
                "R7.5-04",
                "The request to end \(subscription.id) does not identify the client; still needed: \(missing)."
            )
        }
        guard !subscription.isEnded else {
            throw Refusal("R7.3-01", "The subscription \(subscription.id) is over already.")
        }
        end(index, "R7.3-01", .terminated, 1)
    }

    /// Ends a subscription for ever and says so; `values` come beside the product's name. What was never made needs no
    /// erasing.
    mutating func end(
        _ index: Int,
        _ rule: RuleID,
        _ template: Template,
        _ number: some CustomStringConvertible,
        _ values: NoticeValues = [:]
    ) {
        let subscription = account.subscriptions[index]
        let isErased = subscription.phase == .awaitingFunds
        let begun = periodBegun(index)
        change(index, rule) {
            // What was paid ahead and has begun is as if paid on its due date, held or not (R4-13).
            $0.attempted = max($0.attempted, begun - 1)
            $0.incident = nil
            $0.phase = .ended(rule: rule, erased: isErased)
        }
        // Under reading A of AMB-12 its failed renewal held every service; what has ended is no longer due (AMB-13).
        dropHold(.unpaidDebt, subscription.id.description, on: .account, rule: "R6.4-14")
        let product = NoticeValue.text(subscription.order.product)
        notify(template, index, number, values.with("product", product))
    }

    /// The period that runs now; 0 before the delivery. 24:00 of a due date still belongs to the period that it ends.
    private func periodBegun(_ index: Int) -> Int {
        let subscription = account.subscriptions[index]
        guard subscription.deliveredAt != nil, let terms = book.terms(of: subscription.order) else { return 0 }
        return subscription.period(of: book.zone.date(at: now.adding(seconds: -1)), under: terms)
    }

    /// R6.10-02, R6.11-20: the host attests that nothing is left.
    mutating func noteErasure(_ index: Int) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard case .ended(let rule, erased: false) = subscription.phase else {
            throw Refusal(
                "R6.10-02",
                "The service of \(subscription.id) is not waiting to be erased; check the number."
            )
        }
        change(index, rule == "R6.11-19" ? "R6.11-20" : "R6.10-02") { $0.phase = .ended(rule: rule, erased: true) }
    }

    /// The client stops or starts the server himself, as any operation of the manager (R12.2-01); the contract goes on.
    mutating func setPower(_ index: Int, running: Bool) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard subscription.upcoming != nil else {
            throw Refusal(
                nil,
                "The server of \(subscription.id) is \(subscription.phase.words); it cannot be stopped or started."
            )
        }
        change(index, "R12.2-01") { $0.stoppedByClient = !running }
    }
}

extension Identification.Proof {
    var words: String {
        switch self {
        case .accountNumber: "the account's number"
        case .name: "the name"
        case .email: "the e-mail address"
        case .manager: "a request in the manager"
        }
    }
}
