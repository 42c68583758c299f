import Contract
import Controller
import Store

/// A line of a bank statement as commands print it.
struct StatementLineView: Encodable {
    /// `L-17`; nil in a dry run.
    let line: String?
    /// Where it stands in the file; nil in lists.
    let position: Int?
    let bookedOn: String
    let source: String
    let method: String
    let amount: String
    let currency: String
    /// The payment's, once there is one; else the bank's.
    let reference: String?
    /// credited, rejected, unmatched or ignored.
    let outcome: String
    /// Whether it was imported before.
    let known: Bool
    let account: String?
    /// Why it was not credited.
    let reason: String?
    /// Who paid and what he wrote, while it waits.
    let note: String?

    init(_ record: StatementRecord, isKnown: Bool = false, position: Int? = nil) {
        line = record.id?.description
        self.position = position
        bookedOn = record.bookedOn.description
        source = record.source
        method = record.method
        amount = EuroAmount.decimal(record.amount)
        currency = record.currency
        reference = record.outcome.reference ?? record.bankReference
        outcome = record.outcome.word
        known = isKnown
        account = record.outcome.account?.description
        reason = record.outcome.reason
        note = record.note
    }

    static func table(_ lines: [StatementLineView], style: Style) -> String {
        var table = Table([
            .left("LINE"), .left("BOOKED"), .right("AMOUNT"), .left(""), .left("OUTCOME"), .left("ACCOUNT"),
            .left("REFERENCE"),
            .left("WHY, AND WHAT THE PAYER WROTE"),
        ])
        for line in lines {
            table.add([
                line.line ?? line.position.map { "line \($0)" } ?? "", line.bookedOn, line.amount, line.currency,
                line.outcome, line.account ?? "", line.reference ?? "",
                [line.reason, line.note.map { "\"\($0)\"" }].compactMap { $0 }.joined(separator: ": "),
            ])
        }
        return table.text(style: style)
    }
}

extension StatementRecord.Outcome {
    /// As operators read it.
    var word: String {
        switch self {
        case .credited: "credited"
        case .rejected: "rejected"
        case .open: "unmatched"
        case .ignored: "ignored"
        }
    }

    var account: AccountID? {
        switch self {
        case .credited(let account, _), .rejected(let account, _, _): account
        case .open, .ignored: nil
        }
    }

    var reference: String? {
        switch self {
        case .credited(_, let reference), .rejected(_, let reference, _): reference
        case .open, .ignored: nil
        }
    }

    var reason: String? {
        switch self {
        case .credited: nil
        case .rejected(_, _, let reason), .open(let reason), .ignored(let reason): reason
        }
    }
}
