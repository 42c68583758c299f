import Contract
import Store

extension PassReport {
    /// Tells the contract what Lessor itself saw, or did for an operator; true when it was recorded.
    ///
    /// One account that does not take a fact must not keep all others waiting: what contradicts its books parks it, what its
    /// contract refuses is said to the operator, and a parked one is left as it is (the sweep names it).
    mutating func tell(
        _ event: Event,
        of account: AccountID,
        in workspace: Workspace,
        by actor: Actor = .system,
        occurredAt: Instant? = nil,
        note: PersonalNote? = nil
    ) throws -> Bool {
        do {
            try workspace.record(event, for: account, by: actor, occurredAt: occurredAt, note: note)
            facts += 1
            return true
        } catch let error as StoreError {
            switch error {
            case .parked: break
            case .refused: problems.append("\(account) does not take what was seen of it: \(error)")
            case .contradiction(_, let detail):
                try workspace.store.park(account, reason: detail, at: workspace.time.now())
            default: throw error
            }
            return false
        }
    }
}
