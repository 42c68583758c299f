package import Contract
import Store

/// What became of saying the same of several services.
package struct ToldIncident: Sendable {
    package fileprivate(set) var steps: [RecordedStep] = []
    package fileprivate(set) var refusals: [Refusal] = []
}

extension Workspace {
    /// Records the same of several services. One of which it cannot be said, because it was delivered later for example, does
    /// not keep the others from it.
    package func tell(
        of services: [(account: AccountID, subscription: SubscriptionID)],
        _ event: (SubscriptionID) -> LiabilityEvent
    ) throws -> ToldIncident {
        var told = ToldIncident()
        for (account, subscription) in services {
            do {
                let effects = try record(.liability(event(subscription)), for: account, by: .staff)
                told.steps.append(RecordedStep(account: account, effects: effects))
            } catch StoreError.refused(let refusal) {
                told.refusals.append(refusal)
            }
        }
        return told
    }
}
