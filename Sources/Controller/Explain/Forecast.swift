package import Contract

/// What the contract will do by itself if nothing else happens: the real core, forked in memory.
package enum Forecast {
    /// Every effect up to `until`, in order. Mails are taken as handed over at the instant they fall due, first of all
    /// those in `waiting`.
    package static func effects(
        of account: Account,
        waiting: [NoticeKey],
        until: Instant,
        under book: Rulebook
    ) -> [Effect] {
        var fork = account
        var effects: [Effect] = []
        handOver(waiting, to: &fork, into: &effects, under: book)
        while let next = fork.nextDeadline(under: book), next <= until {
            let played = fork.advance(to: next, under: book)
            effects += played
            handOver(played.compactMap(\.noticeKey), to: &fork, into: &effects, under: book)
        }
        return effects
    }

    private static func handOver(
        _ keys: [NoticeKey],
        to fork: inout Account,
        into effects: inout [Effect],
        under book: Rulebook
    ) {
        var keys = keys
        while !keys.isEmpty {
            let key = keys.removeFirst()
            let fact = Fact(.noticeHandedOver(key), occurredAt: fork.now, recordedAt: fork.now, actor: .system)
            guard let demanded = try? fork.record(fact, under: book) else { continue }
            effects += demanded
            keys += demanded.compactMap(\.noticeKey)
        }
    }
}
