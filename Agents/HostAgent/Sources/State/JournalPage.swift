import Wire

/// A part of the journal for a controller.
struct JournalPage: Equatable {
    let records: [IntervalRecord]
    /// Nil where nobody asked.
    let players: [PlayerRecord]?
    let lastSequence: Int64
}

extension IntervalJournal {
    /// What follows a sequence number, in order and without gaps, `limit` records at most.
    /// - Parameter players: whether records of players belong to it; without them it is as if there were none.
    func page(after since: Int64, limit: Int, players wanted: Bool) -> JournalPage {
        guard wanted else {
            let last = max(records.last?.sequence ?? 0, min(since, lastSequence))
            return JournalPage(records: records(after: since, limit: limit), players: nil, lastSequence: last)
        }
        let start = (players.lastIndex { $0.sequence <= since } ?? -1) + 1
        let (own, others) = (records(after: since, limit: limit), players[start...].prefix(limit))
        let numbers = (own.map(\.sequence) + others.map(\.sequence)).sorted()
        let end = numbers.count > limit ? numbers[limit] : .max
        return JournalPage(
            records: own.filter { $0.sequence < end },
            players: others.filter { $0.sequence < end },
            lastSequence: lastSequence
        )
    }
}

extension PlayerSpan {
    func record(_ sequence: Int64, of server: String) -> PlayerRecord {
        PlayerRecord(
            sequence: sequence,
            server: server,
            start: start,
            until: until,
            playerSeconds: playerSeconds,
            peak: peak
        )
    }
}
