package import Contract

extension StatementLine {
    /// Those of the known payment requests whose names its payer quoted whole. Banks write them in capitals, put spaces or
    /// hyphens in and cut them where a piece ends; nothing shorter or near counts.
    package func quotes(_ known: Set<OpaqueID>) -> Set<OpaqueID> {
        guard !known.isEmpty else { return [] }
        return ([texts.joined()] + references).reduce(into: []) { $0.formUnion(Self.quotes(in: $1, known)) }
    }

    private static func quotes(in text: String, _ known: Set<OpaqueID>) -> Set<OpaqueID> {
        let letters = text.lowercased().utf8.filter { (97...122).contains($0) || (48...57).contains($0) }
        guard letters.count >= OpaqueID.length else { return [] }
        return (0...(letters.count - OpaqueID.length)).reduce(into: []) { found, start in
            let name = String(decoding: letters[start..<(start + OpaqueID.length)], as: UTF8.self)
            if let id = OpaqueID(name), known.contains(id) { found.insert(id) }
        }
    }
}
