import Contract
import FoundationEssentials
import GRDB

extension Verifier {
    /// Walks the journal once: the chain of hashes, and every table that repeats what the journal says.
    mutating func checkJournal() throws {
        var ledger = LedgerFold()
        var chainHolds = true
        head = try JournalRow.origin(instanceID: instanceID)
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM journal ORDER BY sequence")
        while let row = try rows.next() {
            entries += 1
            let sequence: Int64 = row["sequence"]
            guard let line = try? JournalRow(row) else {
                report("Journal entry \(sequence) cannot be read.")
                continue
            }
            if chainHolds { chainHolds = try checkLink(line, row) }
            guard let content = try? line.content else {
                report("Journal entry \(sequence) holds neither a fact nor an effect.")
                continue
            }
            try check(content, at: sequence, recordedAt: line.recordedAt, &ledger)
        }
        try checkTotals(ledger)
    }

    /// False at the first broken link: every later one hangs on it.
    private mutating func checkLink(_ line: JournalRow, _ row: Row) throws -> Bool {
        let previous = head
        head = try line.hash(after: previous)
        if line.sequence != entries {
            report("Journal entry \(entries) is missing: the chain breaks there.")
        } else if Array(row["previous"] as Data) != previous || Array(row["hash"] as Data) != head {
            report("Journal entry \(line.sequence) does not match its hash: it was changed after it was written.")
        } else {
            return true
        }
        return false
    }

    private mutating func check(
        _ content: JournalEntry.Content,
        at sequence: Int64,
        recordedAt: Instant,
        _ ledger: inout LedgerFold
    ) throws {
        switch content {
        case .fact(let fact):
            if case .requests(.opened(let request, _)) = fact.event { try checkRequest(request, at: sequence, &ledger) }
            guard let claim = fact.event.claim else { return }
            ledger.payments += 1
            let row = try Int64.fetchOne(
                db,
                sql: "SELECT sequence FROM payment WHERE method = ? AND reference = ?",
                arguments: [claim.method, claim.reference]
            )
            if row != sequence { report("The payment of journal entry \(sequence) is not among the payments.") }
        case .effect(let effect):
            switch effect.action {
            case .posted(let transaction): try check(transaction, at: sequence, &ledger)
            case .invoiced(let invoice): try check(invoice, at: sequence, recordedAt, &ledger)
            case .notice(let notice):
                ledger.notices += 1
                let row = try Int64.fetchOne(
                    db,
                    sql: "SELECT sequence FROM mail WHERE key = ?",
                    arguments: [notice.key.description]
                )
                if row != sequence {
                    report("The mail \(notice.key) of journal entry \(sequence) is not in the outbox.")
                }
                try checkReceipt(notice, at: sequence, recordedAt, &ledger)
            case .account, .phase, .service, .decided: break
            }
        }
    }

    private mutating func checkRequest(_ id: OpaqueID, at sequence: Int64, _ ledger: inout LedgerFold) throws {
        ledger.requests += 1
        let row = try Int64.fetchOne(
            db,
            sql: "SELECT sequence FROM payment_request WHERE id = ?",
            arguments: [id.description]
        )
        if row != sequence { report("The payment request of journal entry \(sequence) is not among the requests.") }
    }

    private mutating func check(_ transaction: Transaction, at sequence: Int64, _ ledger: inout LedgerFold) throws {
        transactions += 1
        if let (commodity, sum) = transaction.imbalance {
            report("Transaction \(transaction.key) sums to \(sum) \(commodity.rawValue) and not to zero.")
        }
        if let negative = ledger.add(transaction) {
            report("\(negative) is negative after transaction \(transaction.key).")
        }
        let key = try String.fetchOne(
            db,
            sql: "SELECT key FROM ledger_transaction WHERE sequence = ?",
            arguments: [sequence]
        )
        let postings = try Row.fetchAll(
            db,
            sql: "SELECT * FROM posting WHERE sequence = ? ORDER BY line",
            arguments: [sequence]
        ).map { row in "\(row["ledger_account"] as String) \(row["quantity"] as Int64) \(row["commodity"] as String)" }
        let expected = transaction.postings.map {
            "\($0.account) \($0.amount.quantity) \($0.amount.commodity.rawValue)"
        }
        if key != transaction.key || postings != expected {
            report("The postings of journal entry \(sequence) are not those of its transaction \(transaction.key).")
        }
    }
}
