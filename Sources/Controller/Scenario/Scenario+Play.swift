package import Contract

/// A scenario as it was played.
package struct ScenarioPlay: Sendable {
    package let title: String
    /// The journal of all accounts in the order of time.
    package let rows: [ScenarioRow]
    /// Expectations that were not met, a sentence each.
    package let problems: [String]
    package let accounts: [Account]
}

extension Scenario {
    /// Plays the history on the real core, and looks whether what was expected came true.
    package func play() -> ScenarioPlay {
        var rows: [(at: Instant, row: ScenarioRow)] = []
        var problems: [String] = []
        var accounts: [Account] = []
        for id in Set(entries.map(\.account)).sorted() {
            let own = entries.filter { $0.account == id }
            var player = ScenarioPlayer(account: id, from: own[0].at, under: book)
            player.play(own, until: until)
            rows += player.rows
            problems += player.problems
            accounts.append(player.result)
        }
        // Accounts were played one after another; what happened at one instant stays in the order of each account.
        let ordered = rows.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element.row)
        problems += expectations.compactMap { $0.problem(in: ordered) } + end.problems(accounts, book)
        return ScenarioPlay(title: title, rows: ordered, problems: problems, accounts: accounts)
    }
}

extension Scenario.Expectation {
    fileprivate func problem(in rows: [ScenarioRow]) -> String? {
        let count = rows.filter(matches).count
        let isMet = times.map { count == $0 } ?? (count > 0)
        guard !isMet else { return nil }
        let wanted = times.map { "\($0) times" } ?? "at least once"
        let parts = [on?.description, rule, subject, text.map { "\"\($0)\"" }].compactMap(\.self)
        return "line \(line): \(parts.joined(separator: ", ")) is expected \(wanted) and is there \(count) times."
    }

    private func matches(_ row: ScenarioRow) -> Bool {
        (on.map { row.time.hasPrefix($0.description) } ?? true)
            && (rule.map { row.rule == $0 } ?? true)
            && (subject.map { row.account == $0 || row.subscription == $0 } ?? true)
            && (text.map { row.text.contains($0) } ?? true)
    }
}

extension Scenario.End {
    fileprivate func problems(_ accounts: [Account], _ book: Rulebook) -> [String] {
        let narrator = Narrator(zone: book.zone)
        var found: [String: String] = [:]
        for account in accounts {
            found[account.id.description] = narrator.euros(account.euroBalance)
            let demands = account.demands
            for subscription in account.subscriptions {
                found["server \(subscription.id)"] = demands[subscription.id]?.state.rawValue
                found["phase \(subscription.id)"] = subscription.phase.short
            }
        }
        let wanted =
            balances.map { ($0.key.description, narrator.euros($0.value)) }
            + servers.map { ("server \($0.key)", $0.value.rawValue) } + phases.map { ("phase \($0.key)", $0.value) }
        return wanted.sorted { $0.0 < $1.0 }.filter { found[$0.0] != $0.1 }.map { thing, value in
            "line \(line): at the end \(thing) must be \(value) and is \(found[thing] ?? "not there")."
        }
    }
}

extension Phase {
    /// `active 3`, `incident 2`, `ended R7.3-01`: as scenarios write it.
    fileprivate var short: String {
        switch self {
        case .awaitingFunds: "awaitingFunds"
        case .provisioning: "provisioning"
        case .active(let period): "active \(period)"
        case .incident(let period): "incident \(period)"
        case .ended(let rule, _): "ended \(rule)"
        }
    }
}
