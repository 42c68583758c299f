import ArgumentParser

struct SubscriptionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subscription",
        abstract: "List and show subscriptions, and report what their clients ask for (6.11, 7).",
        discussion: "Example: lessor subscription show S-1001",
        subcommands: [
            SubscriptionListCommand.self, SubscriptionShowCommand.self, SubscriptionAutoRenewCommand.self,
            SubscriptionRenewCommand.self, SubscriptionReactivateCommand.self, SubscriptionResizeCommand.self,
            SubscriptionTerminateCommand.self, SubscriptionNotRenewCommand.self,
        ],
        defaultSubcommand: SubscriptionListCommand.self
    )
}
