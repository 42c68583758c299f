extension NearMissSearch {
    /// R7.3-02, R7.6-02: what an end does not bring.
    mutating func lookAtEnd(_ index: Int, _ terms: Terms) {
        let subscription = account.subscriptions[index]
        guard case .ended(let rule, let erased) = subscription.phase, subscription.deliveredAt != nil else { return }
        if rule != "R7.1-01", rule != "R6.11-19" {
            note("R7.3-02", subscription.id, "not refunded: ended under \(rule), and no month paid comes back")
        }
        if !erased {
            note("R6.10-02", subscription.id, "not erased yet: no host has attested that nothing is left")
        }
    }
}
