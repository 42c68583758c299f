/// What happens to prices and their taxes (6.4). Each is about one subscription: what is favourable is judged there
/// (AMB-11).
package enum PriceEvent: Equatable, Codable, Sendable {
    /// A published price list changes what a subscription will cost. For the page, the fact's `occurredAt` is the
    /// instant of its publication.
    case announced(subscription: SubscriptionID, price: AnnouncedPrice, channel: NoticeChannel)
    /// A new tax rate is in force from a date on (R6.4-10).
    case taxChanged(subscription: SubscriptionID, to: TaxChange)
    /// The client ends the subscription because of an announced price (R6.4-07).
    case exitRequested(subscription: SubscriptionID, immediately: Bool)

    var subscription: SubscriptionID {
        switch self {
        case .announced(let id, _, _), .taxChanged(let id, _), .exitRequested(let id, _): id
        }
    }
}
