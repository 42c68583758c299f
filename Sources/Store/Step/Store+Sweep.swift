package import Contract

extension Store {
    /// How many accounts share a transaction of a sweep: enough to share the cost of making it durable, and few enough that
    /// other processes wait for less than a tenth of a second.
    private static let sweepBatch = 256

    /// Plays every deadline up to `now` in durable transactions of many accounts; returns how many were advanced. A
    /// contradiction parks its account and harms no other. Cut off anywhere, the next sweep does what is left.
    package func sweep(to now: Instant, under book: Rulebook) throws(StoreError) -> Int {
        try reviewDeadlines(under: book)
        let due = try accountsDue(by: now)
        var swept = 0
        for start in stride(from: 0, to: due.count, by: Self.sweepBatch) {
            swept += try sweep(due[start..<min(start + Self.sweepBatch, due.count)], to: now, under: book)
        }
        return swept
    }

    private func sweep(_ ids: ArraySlice<AccountID>, to now: Instant, under book: Rulebook) throws(StoreError) -> Int {
        do {
            try write { db in
                try Self.requireInForce(book, db)
                let drafting = try Drafting(ids, to: now, under: book) { try StoredAccount($0, db) }
                var journal = try JournalWriter(db)
                try drafting.forEach { try $0.commit(&journal, db) }
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
