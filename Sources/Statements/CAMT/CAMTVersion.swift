/// Which documents are bank statements: camt.053.001.01 and later. Their namespaces differ, the names used here do not.
enum CAMTVersion {
    static let statement = ["Document", "BkToCstmrStmt", "Stmt"]

    private static let family = "urn:iso:std:iso:20022:tech:xsd:"

    /// What is wrong with a document that begins like this; nil for a bank statement.
    static func problem(root: String, namespace: String) -> String? {
        let message = namespace.hasPrefix(family) ? String(namespace.dropFirst(family.count)) : nil
        guard root == "Document", let message else {
            return "it is XML but no ISO 20022 document; ask the bank for statements as camt.053"
        }
        let parts = message.split(separator: ".")
        guard parts.count == 4, parts[0] == "camt", parts[1] == "053", parts[2] == "001", Int(parts[3]) != nil else {
            return
                "it is a \(message) document; ask the bank for end-of-day statements, camt.053, since others may change"
        }
        return nil
    }
}
