import ArgumentParser
import Contract
import Controller

/// Records one fact and prints what the contract made of it: what most verbs do.
struct FactReport: ParsableArguments {
    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func record(_ event: Event, for account: AccountID, by actor: Actor = .staff) throws {
        let workspace = try state.open()
        try print(try workspace.record(event, for: account, by: actor), about: account.description, in: workspace)
    }

    /// The client's own requests about a subscription, recorded for the account that holds it.
    func request(_ event: Event, about subscription: SubscriptionID) throws {
        let workspace = try state.open()
        let account = try workspace.requireOwner(of: subscription)
        let effects = try workspace.record(event, for: account.id, by: .client)
        try print(effects, about: subscription.description, in: workspace)
    }

    func print(_ effects: [Effect], about subject: String, in workspace: Workspace) throws {
        let view = EffectsView(effects, subject: subject, narrator: workspace.narrator)
        try output.print(view) { _ in
            view.effects.isEmpty ? "\(subject): recorded; nothing else follows now.\n" : view.text
        }
    }
}
