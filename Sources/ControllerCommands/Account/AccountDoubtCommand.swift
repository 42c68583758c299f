import ArgumentParser
import Contract

struct AccountDoubtCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doubt",
        abstract: "Open a case: the contact data seem false; the client is asked to confirm them (R8-04).",
        discussion: """
            Example: lessor account doubt A-1001 --case I-1 --reason 'letter returned'
            Nothing is held by it. A person may then place a hold: `lessor hold place A-1001 --cause identity --reference I-1` (AMB-37).
            """
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(name: .customLong("case"), help: "Names the case.")
    var name: String

    @Option(help: "What seems false; the client is told.")
    var reason: String

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(.contact(.doubted(reference: name, reason: reason)), for: account)
    }
}
