extension Clerk {
    /// What is owed beside renewals: paid whole, from the balance, from its due day on.
    struct Debt {
        let id: String
        /// The service that it is about.
        var number: Int?
        let cents: Int
        /// The last day on which paying is in time.
        var due: Int
        var isDeferred = false
        var isPayable = false
        var isInDefault = false

        /// Deferred, it may fail a second time.
        var label: String { isDeferred ? "\(id)/\(Almanac.name(due))" : id }
    }

    mutating func performOnDebts(_ deed: Deed) -> Bool {
        switch deed {
        case .cost(let number, let service, let cents, let due):
            let debt = Debt(id: "E\(number)", number: service, cents: cents, due: due)
            guard due >= day, !debtsSeen.contains(debt.id) else { return false }
            guard service.map({ page($0) != nil }) ?? true else { return false }
            owe(debt)
            write("R6.4-17", nil, debt.id)
            return true
        case .deferDebt(let number, let asked, let until): return deferDebt("E\(number)", asked, until)
        case .deferRenewal(let number, let asked, let days):
            return page(number).map { deferRenewal($0, asked, $0.due($0.month) + days) } ?? false
        default: return false
        }
    }

    mutating func owe(_ debt: Debt) {
        debtsSeen.insert(debt.id)
        debts.append(debt)
    }

    /// The earliest due first.
    mutating func payDebts() {
        for debt in debts.filter(\.isPayable).sorted(by: { ($0.due, $0.id) < ($1.due, $1.id) }) {
            guard debt.cents <= balance else { continue }
            balance -= debt.cents
            debts.removeAll { $0.id == debt.id }
            write("R6.4-12", nil, debt.id)
            free(of: debt.id)
        }
    }

    private mutating func free(of debt: String) {
        editHolds { $0.removeAll { $0.cause == .unpaidDebt && $0.reference == debt } }
    }

    /// At 00:05 of its due day a debt is to be paid; when its day is over it is in default.
    mutating func lookAtDebts() {
        while let index = debts.firstIndex(where: { !$0.isInDefault && $0.isPayable && $0.due < day }) { fail(index) }
        while let index = debts.firstIndex(where: { !$0.isPayable && Moment($0.due, 300) <= moment }) {
            debts[index].isPayable = true
            spend()
        }
    }

    /// 6.4: without formal notice, all services are suspended, and what else was invoiced for the same service is due now.
    private mutating func fail(_ index: Int) {
        let debt = debts[index]
        debts[index].isInDefault = true
        for other in debts.indices where debts[other].number == debt.number && debts[other].due > day {
            // What was deferred in writing keeps its day.
            guard debt.number != nil, !debts[other].isDeferred else { continue }
            (debts[other].due, debts[other].isPayable) = (day, true)
            write("R6.4-13", nil, debts[other].id)
        }
        editHolds { $0.append(Hold(cause: .unpaidDebt, reference: debt.id)) }
        write("R6.4-14", nil, debt.label)
        spend()
    }

    /// 6.4: asked for in time, and for a later day. A default is taken back by it.
    private mutating func deferDebt(_ id: String, _ asked: Moment, _ until: Int) -> Bool {
        guard let index = debts.firstIndex(where: { $0.id == id }) else { return false }
        let due = debts[index].due
        guard asked <= moment, asked.day <= due, until > due, until >= day else { return false }
        debts[index].due = until
        (debts[index].isDeferred, debts[index].isPayable, debts[index].isInDefault) = (true, false, false)
        write("R6.4-15", nil, debts[index].label)
        free(of: id)
        spend()
        return true
    }

    /// The same for the next renewal, by two days at most.
    private mutating func deferRenewal(_ page: Page, _ asked: Moment, _ until: Int) -> Bool {
        let due = page.due(page.month)
        guard page.state == .paid, page.renews(atEndOf: page.month) else { return false }
        guard asked <= moment, asked.day <= due, until > page.lastDay(toPay: page.month + 1), until <= due + 2
        else { return false }
        edit(page.number) { $0.deferral = (page.month + 1, until) }
        write("R6.4-15.renewal", page.number, "\(page.month)/\(Almanac.name(until))")
        return true
    }
}
