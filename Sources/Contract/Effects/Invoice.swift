/// What an invoice or a credit note says, without number and address: those are given where it is written down.
package struct Invoice: Hashable, Codable, Sendable {
    package enum Kind: String, Codable, Sendable { case invoice, creditNote }

    /// What a line is for.
    package enum Subject: Hashable, Codable, Sendable {
        /// One period of a subscription; the first has no dates before the service is delivered.
        case month(product: String, slots: Int?, period: Int, from: CivilDate?, through: CivilDate?)
        /// Costs with their proof (R6.4-17).
        case cost(reason: String, proof: String)
    }

    /// One line; before tax and tax add up to what is with tax.
    package struct Line: Hashable, Codable, Sendable {
        package let subject: Subject
        package let net: Int64
        /// In basis points.
        package let rate: Int
        package let tax: Int64
        package let gross: Int64

        package init(_ subject: Subject, _ price: TaxedPrice) {
            self.subject = subject
            net = price.net
            rate = price.rate
            tax = price.tax
            gross = price.gross
        }
    }

    /// The key of the transaction that it documents: `debit/S-1001/3`.
    package let key: String
    package let kind: Kind
    package let lines: [Line]
    /// Of a credit note, the key of the debit whose invoice it takes back, without the number of a second try.
    package let corrects: String?

    package init(key: String, kind: Kind, lines: [Line], corrects: String? = nil) {
        self.key = key
        self.kind = kind
        self.lines = lines
        self.corrects = corrects
    }

    package var net: Int64 { lines.reduce(0) { $0 + $1.net } }
    package var tax: Int64 { lines.reduce(0) { $0 + $1.tax } }
    package var gross: Int64 { lines.reduce(0) { $0 + $1.gross } }
}
