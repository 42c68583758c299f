/// Why what somebody typed is no amount of euros.
package enum EuroAmountError: Error, Equatable, Sendable, CustomStringConvertible {
    case empty
    case zero(String)
    case negative(String)
    case tooManyDecimals(String)
    case notANumber(String)
    case tooLarge(String)

    package var description: String {
        switch self {
        case .empty:
            "The amount is empty; write the euros and cents, such as 12.50."
        case .zero(let text):
            "The amount \"\(text)\" is zero, and there is nothing to book; write an amount of at least 0.01."
        case .negative(let text):
            "The amount \"\(text)\" is negative; write it without the sign, since a payment only adds to a balance."
        case .tooManyDecimals(let text):
            "The amount \"\(text)\" has more than two decimals, and a cent is the smallest amount; round it to cents, such as 12.50."
        case .notANumber(let text):
            "The amount \"\(text)\" is not a number; write digits with a point or a comma before the cents, such as 12.50."
        case .tooLarge(let text):
            "The amount \"\(text)\" is above 10000000.00, the most that one payment may be; check it and split it if it is right."
        }
    }
}
