import Contract
import GRDB

/// What the journal's transactions, facts and notices add up to.
struct LedgerFold {
    struct Key: Hashable {
        let account: String
        let commodity: String
    }

    var balances: [Key: Int64] = [:]
    var postings = 0
    var renewals = 0
    var voids = 0
    var payments = 0
    var notices = 0
    var invoices = 0
    var receipts = 0
    /// What each transaction earned, or gave back, by its key: until its invoice comes.
    var earned: [String: Int64] = [:]
    var requests = 0

    /// Adds a transaction; answers the first client balance that it leaves negative.
    mutating func add(_ transaction: Transaction) -> String? {
        for posting in transaction.postings {
            let key = Key(account: posting.account.description, commodity: posting.amount.commodity.rawValue)
            balances[key, default: 0] += posting.amount.quantity
        }
        postings += transaction.postings.count
        let revenue = transaction.postings.filter { $0.account == .revenue }.reduce(0) { $0 + $1.amount.quantity }
        if revenue != 0 { earned[transaction.key] = revenue }
        switch transaction.periodMovement?.kind {
        case .debit: renewals += 1
        case .void: voids += 1
        case nil: break
        }
        return transaction.postings.map(\.account).first { isNegative($0) }?.description
    }

    private func isNegative(_ account: LedgerAccount) -> Bool {
        switch account {
        case .balance, .pending, .points, .codes, .tokens:
            Commodity.allCases.contains {
                balances[Key(account: account.description, commodity: $0.rawValue), default: 0] < 0
            }
        default: false
        }
    }
}

extension Verifier {
    /// Nothing in the tables that the journal does not say.
    mutating func checkTotals(_ ledger: LedgerFold) throws {
        let totals = [
            ("posting", "postings", ledger.postings), ("ledger_transaction", "transactions", transactions),
            ("renewal", "renewals", ledger.renewals),
            ("renewal WHERE voided_by IS NOT NULL", "voided renewals", ledger.voids),
            ("payment", "payments", ledger.payments), ("payment_request", "payment requests", ledger.requests),
            ("mail", "mails", ledger.notices), ("invoice", "invoices", ledger.invoices),
            ("receipt", "receipts", ledger.receipts),
        ]
        for (table, word, expected) in totals {
            let found = try count(table)
            if found != expected { report("The books hold \(found) \(word), and their journal \(expected).") }
        }
        for key in ledger.earned.keys.sorted() { report("Transaction \(key) earned money and has no invoice.") }
        var stored: [LedgerFold.Key: Int64] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM balance") {
            stored[LedgerFold.Key(account: row["ledger_account"], commodity: row["commodity"])] = row["quantity"]
        }
        for key in Set(stored.keys).union(ledger.balances.keys).sorted(by: { $0.account < $1.account }) {
            let (found, expected) = (stored[key] ?? 0, ledger.balances[key] ?? 0)
            if found != expected {
                report(
                    "The balance of \(key.account) is \(found) \(key.commodity), and its postings sum to \(expected)."
                )
            }
        }
    }
}
