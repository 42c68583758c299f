import ArgumentParser
import Contract
import Controller

struct PaymentRegulariseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "regularise",
        abstract: "Give an irregular payment the reference that it lacked; it is credited now (AMB-18).",
        discussion: "Example: lessor payment regularise A-1001 transfer:#1 --reference VIR-2041"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Argument(help: "The payment, as `lessor payment suspense` names it.")
    var name: String

    @Option(help: "The reference that it should have come with.")
    var reference: String

    @OptionGroup var report: FactReport

    func run() throws {
        let event = PaymentEvent.regularised(name: name, reference: reference)
        try report.record(.payments(event), for: account)
    }
}
