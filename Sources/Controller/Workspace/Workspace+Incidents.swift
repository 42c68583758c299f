package import Contract

extension Workspace {
    /// Records the same of several services, one after the other: what cannot be said of one is an error, and stands for
    /// those before it.
    package func tell(
        of services: [(account: AccountID, subscription: SubscriptionID)],
        _ event: (SubscriptionID) -> LiabilityEvent
    ) throws -> [RecordedStep] {
        try services.map { account, subscription in
            RecordedStep(
                account: account,
                effects: try record(.liability(event(subscription)), for: account, by: .staff)
            )
        }
    }
}
