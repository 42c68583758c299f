import ArgumentParser
import Contract
import Controller

struct SubscriptionShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one subscription.",
        discussion: "Example: lessor subscription show S-1001"
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let account = try workspace.requireOwner(of: subscription)
        guard let value = account[subscription] else { return }
        let view = SubscriptionView(value, account: account, workspace: workspace)
        try output.print(view) { style in
            var details = Details()
            details.add("subscription", view.subscription)
            details.add("account", view.account)
            details.add("product", "\(view.product), \(view.slots) slots, \(view.price) EUR a month")
            details.add("phase", view.phase)
            details.add("since", view.start)
            details.add("next due", view.due)
            details.add("renewal", view.autoRenew ? "automatic" : "switched off")
            details.add("standing request", view.standingRequest ? "reactivates as soon as funded" : nil)
            details.add("ends", view.endsOn.map { "\($0) at 24:00, by the provider's notice (R7.6-01)" })
            for hold in view.holds { details.add("hold", hold.line) }
            details.add("terms", view.terms)
            return details.text(style: style)
        }
    }
}
