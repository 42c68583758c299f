extension Proceedings {
    /// R7.3-01, R7.3-02: the client ends it now, and nothing is refunded. What was never made needs no erasing.
    mutating func terminate(_ index: Int) throws(Refusal) {
        let subscription = account.subscriptions[index]
        guard !subscription.isEnded else {
            throw Refusal("R7.3-01", "The subscription \(subscription.id) is over already.")
        }
        let isErased = subscription.phase == .awaitingFunds
        change(index, "R7.3-01") {
            $0.incident = nil
            $0.phase = .ended(rule: "R7.3-01", erased: isErased)
        }
        notify(.terminated, index, 1, ["product": .text(subscription.order.product)])
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
