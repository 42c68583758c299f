extension Terms {
    func loyaltyProblems() -> [TermsProblem] {
        let starts = loyalty.map(\.fromRenewal)
        var problems: [TermsProblem] = []
        if starts.first != 1 || !zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) {
            problems.append(
                TermsProblem(["loyalty"], "the loyalty rows begin at renewals \(starts); begin at 1 and ascend.")
            )
        }
        for (index, row) in loyalty.enumerated() where !row.isInOrder {
            problems.append(
                TermsProblem(
                    ["loyalty", "\(index)"],
                    "the slot bands from renewal \(row.fromRenewal) on must begin at 1, ascend, and give 0 to 100 percent."
                )
            )
        }
        return problems.isEmpty ? bandsWithoutReset() : problems
    }

    /// A downgrade starts again at the row of that percentage; without one it could not be executed.
    private func bandsWithoutReset() -> [TermsProblem] {
        let reset = parameters.loyaltyResetPercent.value
        let bands = Set(loyalty.flatMap(\.bands).map(\.fromSlots)).sorted()
        return bands.filter { loyaltyReset(slots: $0) == nil }.map { slots in
            TermsProblem(
                ["loyalty"],
                "no loyalty row gives \(reset) % from \(slots) slots on, but a downgrade falls back to it (R6.12-05); add one."
            )
        }
    }
}

extension Terms.LoyaltyRow {
    fileprivate var isInOrder: Bool {
        let slots = bands.map(\.fromSlots)
        return slots.first == 1 && zip(slots, slots.dropFirst()).allSatisfy { $0 < $1 }
            && bands.allSatisfy { (0...100).contains($0.percent) }
    }
}
