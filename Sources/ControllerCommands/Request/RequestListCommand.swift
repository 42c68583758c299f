import ArgumentParser
import Contract
import Controller

struct RequestListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List an account's payment requests.",
        discussion: "Example: lessor request list A-1001"
    )

    /// One request.
    struct Line: Encodable {
        let request: String
        let state: String
        let opened: String
        let suggested: String?
        let payments: Int
    }

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let lines = try workspace.requireAccount(account).requests.map {
            Line(
                request: $0.id.description,
                state: $0.closedAt == nil ? "open" : "closed",
                opened: workspace.narrator.time($0.openedAt),
                suggested: $0.suggested.map { EuroAmount.decimal($0) },
                payments: $0.receipts.count
            )
        }
        try output.print(lines) { style in
            var table = Table([
                .left("REQUEST"), .left("STATE"), .left("OPENED"), .right("SUGGESTED"), .right("PAYMENTS"),
            ])
            for line in lines {
                table.add([line.request, line.state, line.opened, line.suggested ?? "", "\(line.payments)"])
            }
            return table.text(style: style, whenEmpty: "\(account) has no payment requests.")
        }
    }
}
