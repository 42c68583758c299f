/// What a hold is placed on.
enum HoldScope: Equatable {
    /// Every subscription of the account, those ordered later too.
    case account
    /// The subscription at this index.
    case subscription(Int)
}

extension Proceedings {
    /// Places a hold; one of the same cause and reference stands only once.
    mutating func placeHold(_ cause: Hold.Cause, _ reference: String, on scope: HoldScope, rule: RuleID) {
        let hold = Hold(cause: cause, reference: reference, since: now)
        changeHolds(on: scope, rule) { holds in
            guard !holds.contains(where: { $0.cause == cause && $0.reference == reference }) else { return }
            holds.append(hold)
        }
    }

    /// Lifts the hold of this cause and reference and no other; does nothing where none stands.
    mutating func liftHold(_ cause: Hold.Cause, _ reference: String, on scope: HoldScope, rule: RuleID) {
        dropHold(cause, reference, on: scope, rule: rule)
        payWhatIsAffordable()
    }

    /// As `liftHold`, for where paying goes on by itself.
    mutating func dropHold(_ cause: Hold.Cause, _ reference: String, on scope: HoldScope, rule: RuleID) {
        changeHolds(on: scope, rule) { holds in
            holds.removeAll { $0.cause == cause && $0.reference == reference }
        }
    }

    private mutating func changeHolds(on scope: HoldScope, _ rule: RuleID, _ edit: (inout [Hold]) -> Void) {
        switch scope {
        case .subscription(let index):
            change(index, rule) { edit(&$0.holds) }
            // The end of one that was eased changes nothing of what the server must be, and still begins time that counts.
            noteRunning(index, isRunning: isOwed(index))
        case .account:
            var holds = account.holds
            edit(&holds)
            guard holds != account.holds else { return }
            changeAll(rule) { $0.holds = holds }
        }
    }
}
