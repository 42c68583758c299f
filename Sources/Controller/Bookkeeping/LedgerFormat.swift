/// How an exported ledger is written.
package enum LedgerFormat: String, Sendable, CaseIterable {
    /// A journal that hledger and ledger read.
    case hledger
    /// One line a posting, after RFC 4180.
    case csv
    /// One array of transactions with their postings.
    case json

    var writer: any LedgerWriter {
        switch self {
        case .hledger: HledgerWriter()
        case .csv: CSVWriter()
        case .json: JSONWriter()
        }
    }
}

/// Writes an exported ledger piece by piece, so that the books may be larger than the memory.
protocol LedgerWriter {
    /// What comes before the first transaction.
    var opening: String { get }
    mutating func text(of entry: BookkeepingEntry) throws -> String
    /// What comes after the last.
    var closing: String { get }
}
