import ArgumentParser
import Contract
import Controller
import Store

struct AccountCorrectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Correct a client's name, addresses or language (R6.11-03); what is not named stays.",
        discussion: "Example: lessor account correct A-1001 --email new@example.com"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Option(help: "Name of the person or body.")
    var name: String?

    @Option(help: "Address for notices; those not yet sent go there.")
    var email: String?

    @Option(help: "Postal address.")
    var address: String?

    @Option(help: "Language of its mail: fr or en.")
    var language: Person.Language?

    @OptionGroup var state: StateOptions

    func run() throws {
        let workspace = try state.open()
        _ = try workspace.requireAccount(account)
        guard let old = try workspace.store.person(of: account) else {
            throw CommandFailure(
                description: "The personal data of \(account) were erased; there is nothing to correct."
            )
        }
        let person = Person(
            name: name ?? old.name,
            email: email ?? old.email,
            postalAddress: address ?? old.postalAddress,
            language: language ?? old.language
        )
        try workspace.correct(person, of: account)
        Console.line("\(account) is corrected.")
    }
}
