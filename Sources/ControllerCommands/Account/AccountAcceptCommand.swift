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

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        let effects = try workspace.acceptTerms(for: account, from: ip)
        try report.print(effects, about: account.description, in: workspace)
    }
}
