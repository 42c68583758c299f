import Contract

/// A journal for hledger. `hledger check --strict` accepts it: every account and commodity is declared.
///
/// Accounts are declared where they first occur, so that a later export begins with the bytes of an earlier one.
struct HledgerWriter: LedgerWriter {
    private var declared: Set<String> = []

    var opening: String { Commodity.allCases.map { "commodity 1000.00 \($0.rawValue)\n" }.joined() }
    let closing = ""

    mutating func text(of entry: BookkeepingEntry) -> String {
        var tags = "rule:\(entry.rule), client:\(entry.client)"
        if let subscription = entry.subscription { tags += ", subscription:\(subscription)" }
        let lines = entry.postings.map { "    \($0.account)  \($0.amount) \($0.commodity)\n" }
        return "\n" + declarations(for: entry) + "\(entry.date) * (\(entry.sequence)) \(Self.escape(entry.key))\n"
            + "    ; \(tags), at:\(entry.time)\n" + lines.joined()
    }

    private mutating func declarations(for entry: BookkeepingEntry) -> String {
        let new = entry.postings.map(\.account).filter { declared.insert($0).inserted }
        return new.map { "account \($0)  ; type:\(Self.type(of: $0))\n" }.joined() + (new.isEmpty ? "" : "\n")
    }

    /// hledger's letter for the top of the name.
    private static func type(of account: String) -> String {
        switch account.prefix(while: { $0 != ":" }) {
        case "assets": "A"
        case "liabilities": "L"
        case "equity": "E"
        case "revenues": "R"
        default: "X"
        }
    }

    /// What would end the description or hide in it, as `%0A`: line ends, a comment's semicolon, the bar between payee and
    /// note, signs that turn the direction of writing.
    private static func escape(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if isPlain(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                result += String(scalar).utf8.map { "%" + HexByte.text($0) }.joined()
            }
        }
        return result
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
        case .spaceSeparator: scalar == " "
        default: scalar != ";" && scalar != "|" && scalar != "%"
        }
    }
}
