import ArgumentParser
import Contract
import Controller

struct IncidentListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the interruptions measured or declared for a subscription, with their causes (7.9).",
        discussion: "Example: lessor incident list S-1001"
    )

    @Argument(help: "The subscription, S-1001.")
    var subscription: SubscriptionID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        guard let found = try workspace.requireOwner(of: subscription)[subscription] else { return }
        let narrator = workspace.narrator
        let views = found.interruptions.map { IncidentView($0, of: found, narrator: narrator) }
        try output.print(views) { style in
            var table = Table([
                .left("START"), .left("THROUGH"), .right("LENGTH"), .left("CAUSE"), .left("RULE"), .left("BY"),
                .left("7.9"),
            ])
            for view in views {
                table.add([
                    view.start, view.through + (view.ended ? "" : " and on"), narrator.duration(view.seconds),
                    view.cause,
                    view.rule, view.declared ? "a person, declared" : view.classified ? "a person" : "metering",
                    view.refundable ? "inside" : "outside",
                ])
            }
            return table.text(style: style, whenEmpty: "No interruption was measured or declared.")
        }
    }
}
