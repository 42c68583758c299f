package import Contract

/// One parameter of the terms, as it is shown.
package struct TermsParameterRow: Equatable, Sendable {
    package let name: String
    package let value: String
    package let article: String
    /// Nil where the text is silent.
    package let line: String?

    /// All that are set, by name.
    package static func all(of terms: Terms) throws -> [TermsParameterRow] {
        guard case .object(let parameters) = try Tree.encoding(terms.parameters) else { return [] }
        return parameters.sorted { $0.key < $1.key }.compactMap { name, entry in
            guard case .object(let fields) = entry, let value = fields["value"], let article = fields["article"] else {
                return nil
            }
            return TermsParameterRow(
                name: name,
                value: value.written,
                article: article.written,
                line: fields["line"].map(\.written)
            )
        }
    }
}

extension Tree {
    /// As a person would write it on one line.
    var written: String {
        switch self {
        case .null: ""
        case .bool(let flag): "\(flag)"
        case .integer(let integer): "\(integer)"
        case .text(let text): text
        case .list(let list): "[" + list.map(\.written).joined(separator: ", ") + "]"
        case .object(let object):
            "{" + object.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.written)" }.joined(separator: ", ")
                + "}"
        }
    }
}
