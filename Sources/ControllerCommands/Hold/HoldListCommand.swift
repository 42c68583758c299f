import ArgumentParser
import Contract
import Controller
import Store

struct HoldListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the holds that stand or are announced, and what lifts each.",
        discussion: "Example: lessor hold list --format json"
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let views = try workspace.store.accountIDs().flatMap {
            HoldView.all(of: try workspace.requireAccount($0), narrator: workspace.narrator)
        }
        try output.print(views) { style in
            var table = Table([
                .left("ON"), .left("CAUSE"), .left("REFERENCE"), .left("SINCE"), .left("LIFTED BY"),
            ])
            for view in views {
                let since = view.since ?? view.from.map { "from \($0)" } ?? ""
                table.add([view.subscription ?? view.account, view.cause, view.reference, since, view.lifting])
            }
            return table.text(style: style, whenEmpty: "No hold stands, and none is announced.")
        }
    }
}
