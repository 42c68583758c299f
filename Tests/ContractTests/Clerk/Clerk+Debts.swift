extension Clerk {
    /// What is owed beside renewals: paid whole, from the balance, from its due day on.
    struct Debt {
        let id: String
        let cents: Int
        /// The last day on which paying is in time.
        var due: Int
        var isPayable = false
        var isInDefault = false
    }

    mutating func owe(_ debt: Debt) { debts.append(debt) }

    /// The earliest due first.
    mutating func payDebts() {
        for debt in debts.filter(\.isPayable).sorted(by: { ($0.due, $0.id) < ($1.due, $1.id) }) {
            guard debt.cents <= balance else { continue }
            balance -= debt.cents
            debts.removeAll { $0.id == debt.id }
            write("R6.4-12", nil, debt.id)
            editHolds { $0.removeAll { $0.cause == .unpaidDebt && $0.reference == debt.id } }
        }
    }

    /// 6.4: not paid when its day is over: all services are suspended, without formal notice.
    mutating func defaultOnDebts() {
        for index in debts.indices where !debts[index].isInDefault && debts[index].due < day {
            let debt = debts[index]
            debts[index].isInDefault = true
            editHolds { $0.append(Hold(cause: .unpaidDebt, reference: debt.id)) }
            write("R6.4-14", nil, debt.id)
        }
    }
}
