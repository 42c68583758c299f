extension Proceedings {
    /// R6.4-10: passed on without delay, to every debit from that day on; no notice, and no right to leave.
    mutating func changeTax(_ index: Int, _ change: TaxChange) throws(Refusal) {
        let id = account.subscriptions[index].id
        guard (0..<10_000).contains(change.rate) else {
            throw Refusal("R6.4-10", "A tax of \(change.rate) basis points is not possible; give 0 to 9999.")
        }
        var changes = account.subscriptions[index].taxChanges
        changes.removeAll { $0.from == change.from }
        changes.insert(change, at: changes.firstSortedIndex { $0.from < change.from })
        account.subscriptions[index].taxChanges = changes
        emit("R6.4-10", id, .decided("Debits from \(change.from) on carry \(change.rate.asPercent) of tax."))
        payWhatIsAffordable()
    }
}

extension Int {
    /// Basis points as `19.60 %`.
    package var asPercent: String { "\(Int64(self).asDecimal) %" }
}
