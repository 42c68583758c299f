/// Comma-separated values after RFC 4180: one line a posting, CRLF at its end, quotes where a field needs them.
struct CSVWriter: LedgerWriter {
    var opening: String { "sequence,date,time,key,rule,client,subscription,account,amount,commodity\r\n" }
    var closing: String { "" }

    func text(of entry: BookkeepingEntry) -> String {
        entry.postings.map { line in
            [
                String(entry.sequence), entry.date, entry.time, entry.key, entry.rule, entry.client,
                entry.subscription ?? "", line.account, line.amount, line.commodity,
            ].map(Self.field).joined(separator: ",") + "\r\n"
        }.joined()
    }

    private static func field(_ text: String) -> String {
        let special: Set<Unicode.Scalar> = [",", "\"", "\r", "\n"]
        guard text.unicodeScalars.contains(where: special.contains) else { return text }
        // Scalar by scalar: a quote and an accent after it are one character.
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
