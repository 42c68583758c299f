import Contract

extension Clerk.Deed {
    func order(under terms: TermsID) -> Order {
        guard case .order(let number, let slots, let price, let priority, let known) = self else {
            preconditionFailure("\(self) is no order")
        }
        return Order(
            subscription: id(number),
            product: "mumble",
            slots: slots,
            monthlyPrice: Int64(price),
            taxRate: 1960,
            catalogue: "2010-01",
            terms: terms,
            priority: priority,
            announced: known?.prices.map(announced) ?? [],
            taxChanges: known?.tax.map { [TaxChange(rate: $0.rate, from: date($0.from))] } ?? []
        )
    }

    private func announced(_ price: (gross: Int, rate: Int, effective: Int)) -> AnnouncedPrice {
        AnnouncedPrice(
            catalogue: "2010-02",
            monthlyPrice: Int64(price.gross),
            taxRate: price.rate,
            effective: date(price.effective)
        )
    }
}
