import FoundationEssentials

/// One JSON array with a transaction on each line.
struct JSONWriter: LedgerWriter {
    private var isEmpty = true

    let opening = "["
    var closing: String { isEmpty ? "]\n" : "\n]\n" }

    mutating func text(of entry: BookkeepingEntry) throws -> String {
        defer { isEmpty = false }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (isEmpty ? "\n" : ",\n") + String(decoding: try encoder.encode(entry), as: UTF8.self)
    }
}
