import ArgumentParser
import Contract
import Controller

struct AccountAcceptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept",
        abstract: "Record that the client accepts the terms in force, informed and able to contract (R2-01, R5-01).",
        discussion: "Example: lessor account accept A-1001 --ip 203.0.113.7"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "IP address that the acceptance came from; kept beside the journal (R11-01).")
    var ip: String?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let effects = try workspace.acceptTerms(for: account, from: ip)
        try FactReport(state, output).print(effects, about: account.description, in: workspace)
    }
}
