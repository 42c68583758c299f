import Contract

/// A history of deeds, told to the clerk and to the engine.
struct ClerkHistory {
    struct Step: CustomStringConvertible {
        let moment: Clerk.Moment
        let deed: Clerk.Deed

        var description: String { "\(Almanac.name(moment.day)) +\(moment.second) s: \(deed)" }
    }

    /// With `gaps` of so many days between one deed and the next, and payments of such `sums`.
    static func random(
        seed: UInt64,
        length: Int,
        gaps: [Int] = [0, 0, 0, 1, 1, 2, 3, 5, 9],
        sums: [Int] = [1, 300, 500, 700, 1000]
    ) -> [Step] {
        var dice = ClerkDice(seed: seed, sums: sums)
        // 1 January 2010 is day 365.
        var moment = Clerk.Moment(365 + Int(seed % 28), 36_000)
        var steps = [Step(moment: moment, deed: .open)]
        if !dice.isMailWorking { steps.insert(Step(moment: moment, deed: .stopMail), at: 0) }
        for _ in 0..<length {
            moment = dice.next(after: moment, gaps: gaps)
            steps.append(Step(moment: moment, deed: dice.deed(at: moment)))
        }
        return steps
    }

    /// From which renewal on which percentage (6.12): steeper than the shipped table, so that a place too far or too near
    /// shows in the points within months.
    private static let percentages = [(1, 3), (2, 4), (3, 5), (5, 6), (9, 7)]
    private static let book: Rulebook = {
        let rows = percentages.map { Terms.LoyaltyRow(fromRenewal: $0, bands: [.init(fromSlots: 1, percent: $1)]) }
        let terms = Book.copy(loyalty: rows)
        return Rulebook(terms: [terms.id: terms], current: terms.id, zone: Book.paris)
    }()

    /// As far as both agreed.
    private(set) var clerk = Clerk { renewal in percentages.last { $0.0 <= renewal }?.1 ?? 0 }
    private var life = Life(under: book)
    /// The deeds that were not refused, by kind.
    private(set) var taken: [String: Int] = [:]
    /// The first step after which they disagree, and how.
    private(set) var disagreement: String?
    private var lettersSeen = 0
    private var effectsSeen = 0

    /// Tells both.
    init(of steps: [Step]) {
        for step in steps where disagreement == nil {
            disagreement = tell(step).map { "\(step): \($0)" }
        }
        guard disagreement == nil else { return }
        let end = Clerk.Moment(clerk.day + 45, 0)
        clerk.work(until: end)
        life.go(to: Instant(epochSeconds: end.epoch))
        taken.merge(clerk.notes) { $0 + $1 }
        disagreement = (difference() ?? services(all: true)).map { "45 days later: \($0)" }
    }

    private mutating func tell(_ step: Step) -> String? {
        clerk.work(until: step.moment)
        let isTaken = clerk.take(step.deed)
        let isRecorded = life.tell(step.deed, at: Instant(epochSeconds: step.moment.epoch), knownTo: clerk)
        guard isTaken == isRecorded else { return "clerk \(isTaken), engine \(isRecorded)" }
        if isTaken { taken[step.deed.kind, default: 0] += 1 }
        return difference()
    }

    private mutating func difference() -> String? {
        let differences = [sums(), services(), letters()].compactMap(\.self)
        return differences.isEmpty ? nil : differences.joined(separator: "\n")
    }

    private func sums() -> String? {
        let (ours, theirs) = (clerk.sums, life.account.sums)
        return ours == theirs ? nil : "clerk \(ours), engine \(theirs)"
    }

    /// What is over stays so: of that a look at the end is enough.
    private func services(all: Bool = false) -> String? {
        let ours = clerk.pages.filter { all || $0.state != .over }.sorted { $0.number < $1.number }.map {
            "S-\($0.number) \($0.state) \($0.month) \(clerk.server($0)) \($0.state == .over ? 0 : $0.slots)"
        }
        let theirs = life.account.subscriptions.filter { all || !$0.isEnded }.map { subscription in
            let demand = life.account.demands[subscription.id]
            return "\(subscription.id) \(subscription.phase.clerkly) \(subscription.paidThrough) "
                + "\(demand?.state.rawValue ?? "-") \(subscription.isEnded ? 0 : subscription.slots)"
        }
        return ours == theirs ? nil : "clerk \(ours), engine \(theirs)"
    }

    /// Those written since the last look, whatever their order.
    private mutating func letters() -> String? {
        let theirs = life.effects[effectsSeen...].compactMap { effect -> String? in
            guard case .notice(let notice) = effect.action else { return nil }
            return "\(Book.paris.date(at: effect.at)) \(notice.key)"
        }
        let (ours, engine) = (clerk.letters[lettersSeen...].sorted(), theirs.sorted())
        (lettersSeen, effectsSeen) = (clerk.letters.count, life.effects.count)
        return ours == engine ? nil : "letters: clerk \(ours), engine \(engine)"
    }
}

extension Clerk {
    fileprivate var sums: String {
        "balance \(balance), pending \(cheques.reduce(0) { $0 + $1.unspent }), points \(points), "
            + "owed \(debts.map(\.cents)), codes \(codes.filter { $0.state == .waiting }.map(\.cents)), aside \(aside.map(\.cents))"
    }
}

extension Account {
    fileprivate var sums: String {
        "balance \(euroBalance), pending \(pendingBalance), points \(points), "
            + "owed \(debts.map(\.cents)), codes \(codes.filter { $0.state == .waiting }.map(\.cents)), aside \(suspended.map(\.cents))"
    }
}

extension Phase {
    fileprivate var clerkly: Clerk.Page.State {
        switch self {
        case .awaitingFunds: .ordered
        case .provisioning: .making
        case .active: .paid
        case .incident: .failed
        case .ended: .over
        }
    }
}
