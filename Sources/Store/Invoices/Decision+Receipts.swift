import Contract
import GRDB

extension Decision {
    /// Puts a mail into the outbox; a receipt gets the next number of its year.
    func write(_ notice: Notice, at instant: Instant, _ sequence: Int64, _ db: Database) throws {
        try db.executeCached(
            "INSERT INTO mail (sequence, key, next_attempt) VALUES (?, ?, ?)",
            sequence,
            notice.key.description,
            instant.epochSeconds
        )
        guard notice.isReceiptOfPayment else { return }
        try db.executeCached(
            "INSERT INTO receipt SELECT ?1, ?2, coalesce(max(number), 0) + 1, ?3 FROM receipt WHERE year = ?2",
            sequence,
            today.year,
            today.description
        )
    }
}
