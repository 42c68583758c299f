package import Contract
import GRDB

extension Store {
    /// How many accounts share a transaction of a sweep: enough to share the cost of making it durable, and few enough that
    /// other processes wait for less than a tenth of a second.
    private static let sweepBatch = 256

    /// Plays every deadline up to `now` in durable transactions of many accounts; returns how many were advanced. A
    /// contradiction parks its account and harms no other. Cut off anywhere, the next sweep does what is left.
    package func sweep(to now: Instant, under book: Rulebook) throws(StoreError) -> Int {
        try sweep(to: now, under: book, batch: Self.sweepBatch)
    }

    func sweep(to now: Instant, under book: Rulebook, batch: Int) throws(StoreError) -> Int {
        try reviewDeadlines(under: book)
        let due = try accountsDue(by: now)
        let batches = stride(from: 0, to: due.count, by: batch).map { due[$0..<min($0 + batch, due.count)] }
        var swept = 0
        var ahead: DraftedAhead?
        for (number, ids) in batches.enumerated() {
            let next = number + 1 < batches.count ? batches[number + 1] : []
            swept += try sweep(ids, then: next, &ahead, to: now, under: book)
        }
        return swept
    }

    /// Takes what was drafted `ahead` for these accounts, and begins with the next ones while these are made durable.
    private func sweep(
        _ ids: ArraySlice<AccountID>,
        then next: ArraySlice<AccountID>,
        _ ahead: inout DraftedAhead?,
        to now: Instant,
        under book: Rulebook
    ) throws(StoreError) -> Int {
        do {
            let drafted = ahead
            ahead = nil
            ahead = try write { db in
                try Self.requireInForce(book, db)
                let drafting = try drafted?.drafting(db) ?? Drafting(ids, to: now, under: book, db)
                let ahead = try DraftedAhead(next, to: now, under: book, db)
                var journal = try JournalWriter(db)
                try drafting.forEach { try $0.commit(&journal, db) }
                return ahead
            }
            return ids.count
        } catch {
            guard error.reasonToPark != nil else { throw error }
        }
        // Nothing was written. Each on its own now, so that the one that fails fails alone.
        var swept = 0
        for id in ids where try advanceOrPark(id, to: now, under: book) { swept += 1 }
        return swept
    }

    private func advanceOrPark(_ id: AccountID, to now: Instant, under book: Rulebook) throws(StoreError) -> Bool {
        do {
            _ = try step(id, to: now, under: book)
            return true
        } catch {
            guard let reason = error.reasonToPark else { throw error }
            try park(id, reason: reason, at: now)
            return false
        }
    }
}

/// What was drafted in the transaction before, of accounts that it did not write.
private struct DraftedAhead {
    /// Nil where reading found something to object: that is told when it is their turn.
    private let drafting: Drafting?
    private let version: Int

    init(_ ids: ArraySlice<AccountID>, to now: Instant, under book: Rulebook, _ db: Database) throws {
        version = try Self.version(db)
        drafting = try? Drafting(ids, to: now, under: book, db)
    }

    /// Nil where another connection has written since.
    func drafting(_ db: Database) throws -> Drafting? { try Self.version(db) == version ? drafting : nil }

    /// Another number whenever another connection has committed; never for a commit of this one.
    private static func version(_ db: Database) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? 0
    }
}

extension StoreError {
    /// What makes one account unusable and no other.
    fileprivate var reasonToPark: String? {
        switch self {
        case .contradiction(_, let detail): detail
        case .damaged(_, let detail): detail
        case .parked(_, let reason): reason
        default: nil
        }
    }
}
