import ArgumentParser
import Contract
import Controller

struct AccountCloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close",
        abstract: "Close an account for ever; refused while a service lives, a debt stands or a payment waits.",
        discussion: "Example: lessor account close A-1001 --reason 'asked by letter of 3 March, identity checked' --yes"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "Who asked for it and how he was identified (R7.5-04).")
    var reason: String

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var report: FactReport

    func run() throws {
        try confirmation.demand(
            "Closing \(account) is for ever, and what stands on its balance is not refunded (R6.6-06); "
                + "say --yes if that is meant."
        )
        try report.record(.accountClosed(reason: reason), for: account)
        let workspace = try report.state.open()
        for request in try workspace.requireAccount(account).requests { _ = try workspace.writePage(of: request.id) }
    }
}
