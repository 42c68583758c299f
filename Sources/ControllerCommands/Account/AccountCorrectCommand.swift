import ArgumentParser
import Contract
import Controller
import Store

struct AccountCorrectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct a client's name, addresses or language (R6.11-03); what is not named stays.",
        discussion: """
            Example: lessor account correct A-1001 --email new@example.com --changed 2026-03-01
            A change has to be reported within 48 hours; a later report is put on record, and nothing follows from it by \
            itself (R5-11, AMB-36). The journal says which data changed, never what they are.
            """
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "Last name of the person, or name of the body.")
    var name: String?

    @Option(help: "First name of the person.")
    var firstName: String?

    @Option(help: "Address for notices; those not yet sent go there.")
    var email: String?

    @Option(help: "Postal address.")
    var address: String?

    @Option(help: "Language of its mail: fr or en.")
    var language: Person.Language?

    @Option(help: "When the client's situation changed, '2026-03-01 12:30'; when it was reported by default (R5-11).")
    var changed: String?

    @Option(help: "When the client learned of the change, where that was later (AMB-36).")
    var known: String?

    @Option(help: "When the client reported it; now by default.")
    var reported: String?

    @OptionGroup var report: FactReport

    func run() throws {
        let workspace = try report.state.open()
        _ = try workspace.requireAccount(account)
        guard let old = try workspace.store.person(of: account) else {
            throw CommandFailure(
                description: "The personal data of \(account) were erased; there is nothing to correct."
            )
        }
        let person = Person(
            name: name ?? old.name,
            firstName: firstName ?? old.firstName,
            email: email ?? old.email,
            postalAddress: address ?? old.postalAddress,
            language: language ?? old.language
        )
        func instant(_ text: String?) throws -> Instant? {
            try text.map { try CivilTime.parse($0, zone: workspace.book.zone) }
        }
        let effects = try workspace.correct(
            person,
            of: account,
            changed: try instant(changed),
            known: try instant(known),
            reported: try instant(reported)
        )
        if let warning = email.flatMap(workspace.warning) { Console.note(warning) }
        try report.print(effects, about: account.description, in: workspace)
    }
}
