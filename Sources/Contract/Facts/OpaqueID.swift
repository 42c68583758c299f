/// A name that tells nothing: 128 random bits, or the digest of a secret, in 26 characters of lower-case base 32.
///
/// Payment requests (R6.9-07), receipts for payers and AlloPass codes are named so. The controller gives them.
package struct OpaqueID: Hashable, Codable, Sendable, CustomStringConvertible {
    package let description: String

    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    package static let length = 26

    /// Names 16 bytes.
    package init(_ high: UInt64, _ low: UInt64) {
        var characters: [UInt8] = []
        for place in 0..<Self.length {
            // Five bits at a time from the left; the last character holds three and two zeros.
            let shift = 123 - 5 * place
            let bits =
                shift >= 64
                ? high >> UInt64(shift - 64)
                : shift >= 0 ? high << UInt64(64 - shift) | low >> UInt64(shift) : low << UInt64(-shift)
            characters.append(Self.alphabet[Int(bits & 31)])
        }
        description = String(decoding: characters, as: UTF8.self)
    }

    /// Reads what `description` writes; nil for anything else.
    package init?(_ text: String) {
        guard text.utf8.count == Self.length, text.utf8.allSatisfy(Self.alphabet.contains) else { return nil }
        description = text
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let id = OpaqueID(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "\(text) is not an identifier of \(Self.length) letters a-z and digits 2-7"
                )
            )
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
