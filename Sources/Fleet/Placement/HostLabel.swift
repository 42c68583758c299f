/// What a host is called besides its name, so that orders and products can demand it: `ssd`, `zone=paris`.
package struct HostLabel: Hashable, Comparable, Codable, Sendable, LosslessStringConvertible {
    package let name: String
    package let value: String?

    /// Nil where it is not a name, or a name and a value, of letters, digits, dots, hyphens and underscores.
    package init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, parts.allSatisfy(Self.isWord) else { return nil }
        self.name = name
        value = parts.count == 2 ? parts[1] : nil
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let label = HostLabel(text) else {
            let problem = "\"\(text)\" is no label; write a name, or name=value."
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: problem))
        }
        self = label
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    package var description: String { value.map { "\(name)=\($0)" } ?? name }

    package static func < (left: HostLabel, right: HostLabel) -> Bool { left.description < right.description }

    /// A demand for a name alone is met by whatever value the host has for it.
    package func isMet(by labels: Set<HostLabel>) -> Bool {
        labels.contains(self) || (value == nil && labels.contains { $0.name == name })
    }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.count <= 63
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
}
