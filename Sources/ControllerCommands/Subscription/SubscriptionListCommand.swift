import ArgumentParser

struct SubscriptionListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the subscriptions with their next due dates.",
        discussion: "Example: lessor subscription list"
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let views = try SubscriptionView.all(in: try state.open())
        try output.print(views) { style in
            var table = Table([
                .left("SUBSCRIPTION"), .left("ACCOUNT"), .left("PRODUCT"), .right("SLOTS"), .right("EUR/MONTH"),
                .left("NEXT DUE"), .left("PHASE"),
            ])
            for view in views {
                table.add([
                    view.subscription, view.account, view.product, String(view.slots), view.price, view.due ?? "-",
                    view.phase,
                ])
            }
            return table.text(style: style, whenEmpty: "No subscription yet; `lessor order place` makes one.")
        }
    }
}
