import ArgumentParser
import Contract
import Controller

struct DisputeOpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open a dispute that a client told by e-mail; no other channel opens one (R6.4-16).",
        discussion: "Example: lessor dispute open A-1001 --id D-1 --about invoicing --message '<1@example.com>'"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "Names the dispute on its account, once and for ever.")
    var id: String

    @Option(help: "What it is about.")
    var about: Dispute.Subject

    @Option(help: "How the client said so.")
    var channel: Dispute.Channel = .email

    @Option(help: "Names the client's message, such as its Message-ID.")
    var message: String

    @OptionGroup var report: FactReport

    func run() throws {
        let event = Event.disputes(.opened(id: id, about: about, channel: channel, message: message))
        try report.record(event, for: account)
    }
}
