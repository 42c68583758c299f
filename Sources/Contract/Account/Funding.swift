/// Where the money of one debit came from, so that it can be reversed exactly.
struct Funding: Equatable, Codable, Sendable {
    /// A part paid by a cheque that was not yet credited.
    struct ChequePart: Equatable, Codable, Sendable {
        let reference: String
        let cents: Int64
    }

    /// From the credited balance, in cents.
    var balance: Int64
    /// From cheques that have not cleared.
    var cheques: [ChequePart]
    /// The tax rate inside it; the order's where there is none.
    var taxRate: Int?

    var pending: Int64 { cheques.reduce(0) { $0 + $1.cents } }
    var total: Int64 { balance + pending }
}
