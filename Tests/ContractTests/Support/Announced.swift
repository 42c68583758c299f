import Contract

/// The news of a price.
func announced(
    _ cents: Int64,
    _ effective: String,
    _ id: SubscriptionID = s1,
    rate: Int = 1960,
    by channel: NoticeChannel = .mail
) -> Event {
    let price = AnnouncedPrice(catalogue: "v2", monthlyPrice: cents, taxRate: rate, effective: day(effective))
    return .prices(.announced(subscription: id, price: price, channel: channel))
}

extension Life {
    /// The prices of the months invoiced so far, the first month left out.
    var debits: [Int64] { invoices.map(\.gross) }
}
