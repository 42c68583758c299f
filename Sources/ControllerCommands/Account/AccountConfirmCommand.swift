import ArgumentParser
import Contract

struct AccountConfirmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "The contact data are confirmed: cases about them are closed, identity holds lifted (R8-04).",
        discussion: "Example: lessor account confirm A-1001"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Flag(help: "The client confirmed them in the manager; else an operator did.")
    var byClient = false

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(.contact(.confirmed), for: account, by: byClient ? .client : .staff)
    }
}
