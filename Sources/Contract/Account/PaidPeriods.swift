/// What was debited for each paid period of a subscription, kept small: equal neighbours share one entry.
struct PaidPeriods: Equatable, Codable, Sendable {
    struct Run: Equatable, Codable, Sendable {
        var first: Int
        var last: Int
        let cents: Int64
        /// The tax rate inside; the order's where there is none.
        let taxRate: Int?
    }

    /// A period paid in part by a cheque that may still bounce.
    struct Uncleared: Equatable, Codable, Sendable {
        let period: Int
        var funding: Funding
    }

    /// Ascending and disjoint.
    private var runs: [Run] = []
    private(set) var uncleared: [Uncleared] = []

    /// Notes the debit of a period; a free one leaves nothing to note.
    mutating func add(_ period: Int, _ funding: Funding) {
        if funding.cheques.isEmpty {
            settle(period, funding)
        } else {
            uncleared.append(Uncleared(period: period, funding: funding))
        }
    }

    /// What paid for the period; nil when nothing was debited for it or the debit was reversed.
    func funding(of period: Int) -> Funding? {
        if let open = uncleared.first(where: { $0.period == period }) { return open.funding }
        let index = runs.firstSortedIndex { $0.last < period }
        guard index < runs.count, runs[index].first <= period else { return nil }
        return Funding(balance: runs[index].cents, cheques: [], taxRate: runs[index].taxRate)
    }

    /// What a cheque not yet credited paid of these periods, in cents.
    func spent(of reference: String) -> Int64 {
        uncleared.flatMap(\.funding.cheques).reduce(0) { $0 + ($1.reference == reference ? $1.cents : 0) }
    }

    /// Forgets a debit that was reversed because its cheque bounced.
    mutating func void(_ period: Int) {
        uncleared.removeAll { $0.period == period }
    }

    /// The cheque was credited, or what it was to pay became a debt: its parts count as balance.
    mutating func clear(_ reference: String) {
        for index in uncleared.indices {
            var funding = uncleared[index].funding
            funding.balance += funding.cheques.filter { $0.reference == reference }.reduce(0) { $0 + $1.cents }
            funding.cheques.removeAll { $0.reference == reference }
            uncleared[index].funding = funding
        }
        let cleared = uncleared.filter(\.funding.cheques.isEmpty)
        uncleared.removeAll(where: \.funding.cheques.isEmpty)
        for entry in cleared { settle(entry.period, entry.funding) }
    }

    private mutating func settle(_ period: Int, _ funding: Funding) {
        let run = Run(first: period, last: period, cents: funding.balance, taxRate: funding.taxRate)
        guard run.cents > 0 else { return }
        let index = runs.firstSortedIndex { $0.last < period }
        if index > 0, runs[index - 1].continues(to: run) {
            runs[index - 1].last = period
        } else {
            runs.insert(run, at: index)
        }
    }
}

extension PaidPeriods.Run {
    fileprivate func continues(to next: Self) -> Bool {
        last == next.first - 1 && cents == next.cents && taxRate == next.taxRate
    }
}
