package import Contract

/// Prices, taxes, debts and disputes (6.4).
extension Narrator {
    package func line(for event: PriceEvent) -> String {
        switch event {
        case .announced(_, let price, let channel):
            "price list \(price.catalogue) announced by \(channel.rawValue): \(euros(price.monthlyPrice)) a month from "
                + "the first due date on or after \(price.effective)"
        case .taxChanged(_, let change): "tax of \(change.rate.asPercent) from \(change.from) on"
        case .exitRequested(_, let immediately):
            "client leaves because of the price\(immediately ? ", at once" : ", at the end of the paid period")"
        }
    }

    package func line(for event: DebtEvent) -> String {
        switch event {
        case .extraCostInvoiced(let cost):
            "cost \(cost.id) of \(euros(cost.cents)) invoiced, due on \(cost.due): \(cost.reason) (proof: \(cost.proof))"
        case .deferralGranted(.debt(let id), let asked, let until, let document):
            "deferral of \(id) to \(until) granted in \(document), asked for \(time(asked))"
        case .deferralGranted(.renewal, let asked, let until, let document):
            "deferral of the renewal to \(until) granted in \(document), asked for \(time(asked))"
        }
    }

    package func line(for event: DisputeEvent) -> String {
        switch event {
        case .opened(let id, let subject, let channel, let message):
            "disagreement \(id) about \(subject.rawValue) told by \(channel.rawValue): \(message)"
        case .closed(let id, let outcome): "dispute \(id) closed: \(outcome)"
        }
    }

    package func line(for invoice: Invoice) -> String {
        let name = invoice.kind == .invoice ? "invoice" : "credit note"
        return
            "\(name) for \(invoice.key): \(euros(invoice.net)) before tax, \(euros(invoice.tax)) tax, \(euros(invoice.gross))"
    }
}
