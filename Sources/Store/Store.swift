import Contract
import GRDB

/// The books: one SQLite file with the journal, the ledger, the outbox, hosts and servers.
///
/// Several processes may use one file at once. Every call is one transaction, durable when it returns, and blocks its
/// thread while it runs: a fraction of a millisecond, or up to `busyTimeout` while another process writes.
package final class Store: Sendable {
    /// Whether the books follow the machine's clock or one that commands move (DESIGN section 10).
    package enum Kind: String, Codable, Sendable, CaseIterable { case real, lab }

    /// How long a call waits for another process's transaction, in seconds.
    package static let busyTimeout: Double = 30

    package let path: String
    package let kind: Kind
    /// Names these books for ever; made by `create`.
    package let instanceID: String
    let pool: DatabasePool

    init(path: String, kind: Kind, instanceID: String, pool: DatabasePool) {
        self.path = path
        self.kind = kind
        self.instanceID = instanceID
        self.pool = pool
    }
}
