import Contract

/// Plays a scenario account by account: accounts know nothing of each other.
struct ScenarioPlayer {
    private let book: Rulebook
    private let narrator: Narrator
    private var account: Account
    private var state = ScenarioState()
    private var mailsWork = true
    private var waiting: [NoticeKey] = []
    private(set) var rows: [(at: Instant, row: ScenarioRow)] = []
    private(set) var problems: [String] = []

    init(account id: AccountID, from start: Instant, under book: Rulebook) {
        self.book = book
        narrator = Narrator(zone: book.zone)
        account = Account(id: id, at: start)
    }

    var result: Account { account }

    mutating func play(_ entries: [Scenario.Entry], until end: Instant) {
        for entry in entries {
            walk(to: entry.at)
            switch entry.content {
            case .fact(let fact): take(fact, entry)
            case .mails(let work):
                mailsWork = work
                handOver([])
            }
        }
        walk(to: end)
    }

    /// Stops at each deadline, so that a mail is handed over when it is written.
    private mutating func walk(to end: Instant) {
        while let next = account.nextDeadline(under: book), next <= end { tell(account.advance(to: next, under: book)) }
        tell(account.advance(to: end, under: book))
    }

    private mutating func take(_ fact: Fact, _ entry: Scenario.Entry) {
        do {
            let effects = try account.record(fact, under: book)
            add(.fact, at: fact.recordedAt, rule: nil, fact.event.subscription, narrator.line(for: fact.event))
            if let rule = entry.refusedBy {
                problems.append("line \(entry.line): this was taken, but \(rule) must refuse it.")
            }
            tell(effects)
        } catch {
            add(.refusal, at: fact.recordedAt, rule: error.rule, fact.event.subscription, error.message)
            if error.rule != entry.refusedBy || entry.refusedBy == nil {
                problems.append("line \(entry.line): this was refused: \(error)")
            }
        }
    }

    private mutating func tell(_ effects: [Effect]) {
        for effect in effects {
            state.follow(effect, of: account.id)
            let text = narrator.line(for: effect.action)
            add(effect.action.kind, at: effect.at, rule: effect.rule, effect.subscription, text)
        }
        state.rest()
        handOver(effects.compactMap(\.noticeKey))
    }

    private mutating func handOver(_ keys: [NoticeKey]) {
        waiting += keys
        guard mailsWork, !waiting.isEmpty else { return }
        let ready = waiting
        waiting = []
        for key in ready {
            let fact = Fact(.noticeHandedOver(key), occurredAt: account.now, recordedAt: account.now, actor: .system)
            do { tell(try account.record(fact, under: book)) } catch { problems.append("\(key): \(error)") }
        }
    }

    private mutating func add(
        _ kind: ScenarioRow.Kind,
        at instant: Instant,
        rule: RuleID?,
        _ subscription: SubscriptionID?,
        _ text: String
    ) {
        let row = ScenarioRow(
            narrator,
            at: instant,
            kind,
            rule: rule,
            account: account.id,
            subscription: subscription,
            text: text,
            state: state
        )
        rows.append((instant, row))
    }
}

extension Effect {
    /// The key of the mail that it demands.
    var noticeKey: NoticeKey? {
        if case .notice(let notice) = action { notice.key } else { nil }
    }
}
