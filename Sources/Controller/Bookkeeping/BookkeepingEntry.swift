import Contract
import Store

/// One transaction of the books as a bookkeeper reads it.
struct BookkeepingEntry: Encodable {
    struct Line: Encodable {
        let account: String
        /// With two decimals and the bookkeeper's sign: what comes in is positive on an asset, what is owed or earned
        /// negative on a liability or a revenue.
        let amount: String
        let commodity: String
    }

    /// The journal's entry; numbers the transaction for ever.
    let sequence: Int64
    /// The civil day in the terms' zone.
    let date: String
    /// The instant in UTC.
    let time: String
    /// The books' own name of the transaction: `debit/S-1001/3`. Holds what payers wrote as their reference.
    let key: String
    let rule: RuleID
    let client: String
    let subscription: String?
    let postings: [Line]

    init(_ booked: BookedTransaction, zone: CivilZone) {
        sequence = booked.sequence
        date = zone.date(at: booked.at).description
        time = UTCTime.text(booked.at)
        key = booked.transaction.key
        rule = booked.rule
        client = booked.account.description
        subscription = booked.subscription?.description
        postings = booked.transaction.postings.map(Line.init)
    }
}

extension BookkeepingEntry.Line {
    /// The books count what is owed to clients and earned as positive; bookkeepers count the other way round.
    init(_ posting: Posting) {
        account = posting.account.bookkeepingName
        amount = EuroAmount.decimal(-posting.amount.quantity)
        commodity = posting.amount.commodity.rawValue
    }
}
