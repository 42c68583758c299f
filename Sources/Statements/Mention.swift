package import Contract

/// An account or a subscription that a payer named.
package enum Mention: Hashable, Sendable {
    case account(AccountID)
    case subscription(SubscriptionID)
}

/// What a line names. Nothing is guessed from names of people: only numbers count.
package struct Mentions: Equatable, Sendable {
    /// Written as Lessor writes them, `A-1001`, in any case of letters: a payer means them.
    package var exact: Set<Mention> = []
    /// Written like `A 1001` or `a1001`, which may also be something else: they count only where they exist.
    package var loose: Set<Mention> = []

    package init(in line: StatementLine) {
        for text in Self.readings(of: line.texts) { scan(text, keepLoose: true) }
        for reference in line.references {
            if let mention = CreditorReference.mention(in: reference) { exact.insert(mention) }
            scan(reference, keepLoose: false)
        }
        loose.subtract(exact)
    }

    /// The pieces, joined where a bank seems to have cut a number at a fixed width: `A-10` and `01` are A-1001, and the
    /// first half must not be taken for another account.
    private static func readings(of texts: [String]) -> [String] {
        texts.indices.reduce(into: []) { readings, index in
            let text = texts[index]
            let isCut = index > 0 && widths.contains(texts[index - 1].count) && text.first.map(isOfNumber) == true
            if isCut, let last = readings.popLast() { readings.append(last + text) } else { readings.append(text) }
        }
    }

    private static func isOfNumber(_ character: Character) -> Bool {
        character == "-" || (character.isASCII && character.isNumber)
    }

    /// Line lengths of the formats that banks convert from (DTA, MT940, SEPA).
    private static let widths: Set<Int> = [27, 35, 65, 70, 140]

    private mutating func scan(_ text: String, keepLoose: Bool) {
        let scalars = Array(text.unicodeScalars)
        for index in scalars.indices {
            guard let found = MentionScanner(scalars).mention(at: index) else { continue }
            if found.isExact {
                exact.insert(found.mention)
            } else if keepLoose {
                loose.insert(found.mention)
            }
        }
    }
}

extension Mention: CustomStringConvertible {
    package var description: String {
        switch self {
        case .account(let id): id.description
        case .subscription(let id): id.description
        }
    }

    init?(letter: Unicode.Scalar, number: Int64) {
        switch letter {
        case "A", "a": self = .account(AccountID(number: number))
        case "S", "s": self = .subscription(SubscriptionID(number: number))
        default: return nil
        }
    }
}
