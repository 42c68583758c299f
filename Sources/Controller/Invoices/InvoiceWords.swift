import Contract

/// The words on an invoice, in French or English.
struct InvoiceWords {
    private let isFrench: Bool

    init(_ language: String) { isFrench = language == "fr" }

    var invoice: String { isFrench ? "Facture" : "Invoice" }
    var creditNote: String { isFrench ? "Avoir" : "Credit note" }
    var date: String { isFrench ? "Date" : "Date" }
    var corrects: String { isFrench ? "Annule la facture" : "Takes back invoice" }
    var client: String { isFrench ? "Client" : "Client" }
    var net: String { isFrench ? "HT" : "before tax" }
    var tax: String { isFrench ? "TVA" : "VAT" }
    var gross: String { isFrench ? "TTC" : "tax included" }
    var total: String { isFrench ? "Total" : "Total" }

    func text(_ subject: Invoice.Subject, _ subscription: SubscriptionID?) -> String {
        let name = subscription.map { "\($0): " } ?? ""
        switch subject {
        case .cost(let reason, let proof):
            return "\(name)\(reason) (\(isFrench ? "justificatif" : "proof"): \(proof))"
        case .month(let product, let slots, let period, let from, let through):
            let size = slots.map { ", \($0) slots" } ?? ""
            let month = isFrench ? "mois \(period)" : "month \(period)"
            guard let from, let through else { return "\(name)\(product)\(size), \(month)" }
            let span = isFrench ? "du \(from) au \(through)" : "from \(from) through \(through)"
            return "\(name)\(product)\(size), \(month), \(span)"
        }
    }
}
