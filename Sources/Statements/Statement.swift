/// What a file holds: the lines that count, and how many were passed over.
package struct Statement: Equatable, Sendable {
    /// Why an entry says nothing about a payment received. None of these is kept.
    package enum Passed: String, Sendable, CaseIterable {
        /// Money that the provider spent.
        case outgoing
        /// Pending or for information only: it comes again when it is booked.
        case notBooked = "not booked"
        /// A type of row that the mapping says to pass over: fees, conversions, transfers to the bank.
        case otherType = "other type"
    }

    /// An entry passed over, for the totals.
    package struct Omission: Equatable, Sendable {
        package let reason: Passed
        package let amount: Int64
        package let currency: String

        package init(reason: Passed, amount: Int64, currency: String) {
            self.reason = reason
            self.amount = amount
            self.currency = currency
        }
    }

    package var lines: [StatementLine] = []
    package var passed: [Omission] = []

    /// The largest file that is read, in bytes: some hundred thousand entries.
    package static let largestFile = 64 << 20

    /// Keeps a line, or counts it where it is money that the provider spent.
    mutating func add(_ line: StatementLine) {
        if line.amount < 0, line.nature != .reversal {
            pass(.outgoing, line.amount, line.currency)
        } else {
            lines.append(line)
        }
    }

    mutating func pass(_ reason: Passed, _ amount: Int64, _ currency: String) {
        passed.append(Omission(reason: reason, amount: amount, currency: currency))
    }
}
