import ArgumentParser
import Contract
import Controller
import Store

struct NoticeLetterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letter",
        abstract: "Record that a notice was given by registered letter with acknowledgement (R12.1-03, AMB-21).",
        discussion: """
            Example: lessor notice letter A-1001 R4-02/A-1001/flood-2026-03-01 --on 2026-03-02
            It counts as given on that day, whether its e-mail was handed over or not; the postal address of now is kept.
            """
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Argument(help: "The notice, as `lessor notice list` shows it.")
    var key: NoticeKey

    @Option(help: "When the letter was handed to the post, '2026-03-02 14:00'.")
    var on: String

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        guard let person = try workspace.store.person(of: account), !person.postalAddress.isEmpty else {
            throw CommandFailure(
                description: "\(account) has no postal address; add one with `lessor account correct --address`."
            )
        }
        let effects = try workspace.record(
            .noticeHandedOver(key),
            for: account,
            by: .staff,
            occurredAt: try CivilTime.parse(on, zone: workspace.book.zone),
            note: .delivery(.registeredLetter, address: person.postalAddress)
        )
        try report.print(effects, about: account.description, in: workspace)
    }
}
