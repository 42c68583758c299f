/// What the provider decides about one service (7.6, 7.7).
package enum ProviderEvent: Equatable, Codable, Sendable {
    /// The provider will not renew; the notice runs from the day on which its mail is handed over (R7.6-01).
    case nonRenewalNoticed(SubscriptionID)
    /// The server answers at another address (R7.7-01).
    case relocated(SubscriptionID, address: String, port: Int)
    /// What it had left on another host is erased there; the host's proof.
    case copyErased(SubscriptionID, host: String, proof: String)

    package var subscription: SubscriptionID {
        switch self {
        case .nonRenewalNoticed(let id), .relocated(let id, _, _), .copyErased(let id, _, _): id
        }
    }
}
