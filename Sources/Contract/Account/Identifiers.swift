/// A client's account: `A-1001`.
package struct AccountID: Identifier {
    package static let prefix = "A-"
    package let number: Int64
    package init(number: Int64) { self.number = number }
}

/// The right to a product with n slots, paid by the month: `S-1001`.
package struct SubscriptionID: Identifier {
    package static let prefix = "S-"
    package let number: Int64
    package init(number: Int64) { self.number = number }

    /// The server that this subscription leases; one each, for ever (R6.11-22: nothing of a destroyed one returns).
    package var server: ServerID { ServerID(number: number) }
}

/// A leased server: `srv-1001`, always that of the subscription with the same number.
package struct ServerID: Identifier {
    package static let prefix = "srv-"
    package let number: Int64
    package init(number: Int64) { self.number = number }

    /// The subscription that leases this server.
    package var subscription: SubscriptionID { SubscriptionID(number: number) }
}

/// A number with a prefix that says what it names; encoded and printed as one word.
package protocol Identifier: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    static var prefix: String { get }
    var number: Int64 { get }
    init(number: Int64)
}

extension Identifier {
    package var description: String { Self.prefix + String(number) }

    /// Reads `A-1001`; nil for anything else, leading zeros and signs included.
    package init?(_ text: some StringProtocol) { self.init(utf8: text.utf8) }

    init?(utf8: some Collection<UInt8>) {
        var digits = utf8.makeIterator()
        for letter in Self.prefix.utf8 { guard digits.next() == letter else { return nil } }
        var number: Int64 = 0
        while let digit = digits.next() {
            let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit), !isTooLarge else { return nil }
            let (sum, isTooLargeWithIt) = tens.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
            guard sum > 0, !isTooLargeWithIt else { return nil }
            number = sum
        }
        guard number > 0 else { return nil }
        self.init(number: number)
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let identifier = Self(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is not of the form \(Self.prefix)1001")
            )
        }
        self = identifier
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
