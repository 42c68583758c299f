import ArgumentParser
import Contract
import Controller

struct PaymentReturnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "return",
        abstract: "Send an irregular payment back to where it came from (AMB-18); a validated one never is (R6.6-06).",
        discussion: "Example: lessor payment return A-1001 transfer:#1 --reason 'sender cannot be found'"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Argument(help: "The payment, as `lessor payment suspense` names it.")
    var name: String

    @Option(help: "Why; stands in the journal and in the mail.")
    var reason: String

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(.payments(.returned(name: name, reason: reason)), for: account)
    }
}
