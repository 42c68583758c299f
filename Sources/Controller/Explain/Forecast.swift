import Contract

/// What the contract will do to one account by itself if nothing else happens: the real core, forked in memory.
struct Forecast {
    private let book: Rulebook
    private var fork: Account
    /// In the order of time.
    private(set) var effects: [PlannedEffect] = []
    /// The slots sold at each mark.
    private(set) var slots: [Int] = []

    init(of account: Account, under book: Rulebook) {
        self.book = book
        fork = account
    }

    /// Plays from `now` through the last of `marks`, which ascend. Mails are taken as handed over at the instant they fall
    /// due, first of all those in `waiting`.
    mutating func play(from now: Instant, through marks: [Instant], waiting: [NoticeKey]) {
        let overdue = tell(fork.advance(to: now, under: book))
        handOver(waiting + overdue)
        for mark in marks {
            while let next = fork.nextDeadline(under: book), next <= mark {
                handOver(tell(fork.advance(to: next, under: book)))
            }
            slots.append(fork.slotsSold)
        }
    }

    private mutating func handOver(_ keys: [NoticeKey]) {
        var keys = keys
        while !keys.isEmpty {
            let key = keys.removeFirst()
            let fact = Fact(.noticeHandedOver(key), occurredAt: fork.now, recordedAt: fork.now, actor: .system)
            guard let demanded = try? fork.record(fact, under: book) else { continue }
            keys += tell(demanded)
        }
    }

    /// Notes what was demanded; returns the mails in it.
    private mutating func tell(_ demanded: [Effect]) -> [NoticeKey] {
        effects += demanded.map { PlannedEffect($0, of: fork, under: book) }
        return demanded.compactMap(\.noticeKey)
    }
}
