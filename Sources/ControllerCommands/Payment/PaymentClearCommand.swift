import ArgumentParser
import Contract
import Controller

struct PaymentClearCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear",
        abstract: "Report that the bank credited a cheque received earlier (AMB-19).",
        discussion: "Example: lessor payment clear A-1001 CHQ-77"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Argument(help: "Reference of the cheque.")
    var reference: String

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(.chequeCleared(reference: reference), for: account)
    }
}
