package import Contract
import Store

extension Workspace {
    /// Writes the ledger for a bookkeeper, in the order of the journal, piece by piece.
    ///
    /// - Parameters:
    ///   - account: only the transactions of this client; all when nil.
    ///   - until: only what was booked before this instant; all when nil.
    ///   - page: how many transactions are held in memory at once.
    ///   - write: takes each piece; what it throws ends the export.
    package func exportLedger(
        as format: LedgerFormat,
        of account: AccountID?,
        until: Instant?,
        page size: Int = 1000,
        write: (String) throws -> Void
    ) throws {
        var (writer, last) = (format.writer, Int64(0))
        var page: [BookedTransaction]
        try write(writer.opening)
        repeat {
            page = try store.transactions(of: account, after: last, limit: size)
            for booked in page where until.map({ booked.at < $0 }) ?? true {
                try write(writer.text(of: BookkeepingEntry(booked, zone: book.zone)))
            }
            last = page.last?.sequence ?? last
        } while page.count == size
        try write(writer.closing)
    }
}
