import ArgumentParser
import Contract
import Controller

struct PaymentBounceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bounce",
        abstract: "Report that a cheque received earlier came back unpaid (AMB-19).",
        discussion: "Example: lessor payment bounce A-1001 CHQ-77"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Argument(help: "Reference of the cheque.")
    var reference: String

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(.chequeBounced(reference: reference), for: account)
    }
}
