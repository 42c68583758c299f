import ArgumentParser
import Contract

struct AccountBouncedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bounced",
        abstract:
            "A mail came back: opens a case and asks the client to confirm his data; what it said goes on (R6.11-03).",
        discussion: "Example: lessor account bounced A-1001 --mail R6.11-02/S-1001/3"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "The reference at the foot of the mail.")
    var mail: NoticeKey

    @OptionGroup var report: FactReport

    func run() throws {
        try report.record(.contact(.mailBounced(mail)), for: account, by: .system)
    }
}
