package import Contract
package import Statements
package import Store

/// Settles the lines of a statement one by one, each in a transaction of its own: an import that was cut short goes on
/// with the next run, and two at once count each line once.
package struct StatementImport {
    private let workspace: Workspace
    private let recording: Bool

    /// - Parameter recording: False for a dry run: the same report, and nothing changed.
    package init(_ workspace: Workspace, recording: Bool) {
        self.workspace = workspace
        self.recording = recording
    }

    package func run(_ statement: Statement) throws -> ImportReport {
        var report = ImportReport(passed: statement.passed)
        // A statement inside the file may repeat a line of another one.
        var seen: Set<String> = []
        let search = try PayerSearch(workspace.store)
        for line in statement.lines {
            let now = try workspace.time.now()
            guard line.bookedOn <= workspace.book.zone.date(at: now) else {
                report.passed.append(.init(reason: .notBooked, amount: line.amount, currency: line.currency))
                continue
            }
            let isNew = seen.insert("\(line.source)\u{1E}\(line.identity)").inserted
            let taken = try take(line, found: search, at: now)
            report.lines.append(
                ImportReport.Line(position: line.position, record: taken.record, isNews: taken.isNews && isNew)
            )
        }
        return report
    }

    private func take(_ line: StatementLine, found search: PayerSearch, at now: Instant) throws -> TakenLine {
        let payer = try search.payer(of: line)
        do {
            return try take(line, for: payer, at: now)
        } catch StoreError.contradiction(let account, let detail) {
            let reason = StoreError.contradiction(account, detail: detail).description
            return try take(line, for: .unknown(reason: reason), at: now)
        }
    }

    private func take(_ line: StatementLine, for payer: Payer, at now: Instant) throws -> TakenLine {
        try workspace.store.take(line, for: payer, at: now, under: workspace.book, recording: recording)
    }
}

/// What an import did, line by line.
package struct ImportReport: Equatable, Sendable {
    package struct Line: Equatable, Sendable {
        /// Where it stands in the file.
        package let position: Int
        package let record: StatementRecord
        /// False for what was known before this import.
        package let isNews: Bool
    }

    package var lines: [Line] = []
    package var passed: [Statement.Omission]
}

extension Workspace {
    /// Credits a waiting line to the account that a person found.
    package func match(_ line: StatementLineID, to account: AccountID) throws -> TakenLine {
        _ = try requireAccount(account)
        return try store.match(line, to: account, at: try time.now(), under: book)
    }

    /// Books a waiting line as what a payer paid through a request; his receipt goes to him with the next pass (R6.9-08).
    package func match(_ line: StatementLineID, through request: OpaqueID, by payer: TokenPayer) throws -> TakenLine {
        _ = try Mailbox(name: "", email: payer.email)
        let owner = try requireOwner(ofRequest: request).id
        let purchase = TokenPurchase(request: request, receipt: .random(), payer: payer)
        return try store.match(line, to: owner, through: purchase, at: try time.now(), under: book)
    }
}
