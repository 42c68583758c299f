package import Contract
import FoundationEssentials
import GRDB

/// The number to call for a code, as the provider's form gave it (R6.8-01).
package struct CallNumber: Equatable, Sendable {
    package let number: String
    package let fetchedAt: Instant

    package init(number: String, fetchedAt: Instant) {
        self.number = number
        self.fetchedAt = fetchedAt
    }
}

extension Store {
    /// What stands for a code in the journal: a digest under a key of these books, since whoever has a code can spend it.
    /// Capitals, blanks and hyphens make no difference.
    package func digest(ofCode code: String) throws(StoreError) -> OpaqueID {
        let plain = code.uppercased().utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
        return try read { db in
            let key = try Data.fetchOne(db, sql: "SELECT key FROM code_key") ?? Data()
            let digest = try Digest.sha256(Array(key) + plain)
            func word(_ start: Int) -> UInt64 {
                digest[start..<(start + 8)].reduce(0) { $0 << 8 | UInt64($1) }
            }
            return OpaqueID(word(0), word(8))
        }
    }

    /// The number last fetched for a method; nil when none ever was.
    package func callNumber(of method: PaymentMethod) throws(StoreError) -> CallNumber? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM call_number WHERE method = ?", arguments: [method.rawValue]).map {
                CallNumber(number: $0["number"], fetchedAt: $0.instant("fetched_at"))
            }
        }
    }

    /// Replaces the number of a method.
    package func setCallNumber(_ number: CallNumber, of method: PaymentMethod) throws(StoreError) {
        try write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO call_number VALUES (?, ?, ?)",
                arguments: [method.rawValue, number.number, number.fetchedAt.epochSeconds]
            )
        }
    }
}
