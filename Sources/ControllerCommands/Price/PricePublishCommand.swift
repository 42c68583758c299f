import ArgumentParser
import Contract
import Controller

struct PricePublishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract:
            "Publish a price list: install it as a version of its own, renew the public page, and tell the clients.",
        discussion: "Example: lessor price publish 2027.yaml --notice mail"
    )

    @Argument(help: "The price list; its validFrom is the day from which it holds.", completion: .file())
    var file: String

    @Option(
        help:
            "How clients are told of a price that is less favourable to them: by mail, or by the page alone (R6.4-05)."
    )
    var notice: NoticeChannel = .mail

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let outcomes = try workspace.publish(file, by: notice)
        try output.print(outcomes) { style in
            var table = Table([
                .left("SUBSCRIPTION"), .left("ACCOUNT"), .right("BEFORE EUR"), .right("AFTER EUR"), .left("RULE"),
            ])
            for outcome in outcomes {
                table.add([
                    outcome.subscription.description, outcome.account.description, EuroAmount.decimal(outcome.before),
                    EuroAmount.decimal(outcome.after), outcome.rule,
                ])
            }
            let page = "\(workspace.directory.pages)/prices.html"
            return outcomes.isEmpty
                ? "Published on \(page); no subscription changes its price.\n"
                : table.text(style: style) + "Published on \(page)\n"
        }
    }
}
