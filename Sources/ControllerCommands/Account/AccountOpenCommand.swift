import ArgumentParser
import Contract
import Controller
import Store

struct AccountOpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open an account; it becomes active when its activation mail is sent (R6.1-02).",
        discussion: "Example: lessor account open --name 'A. Client' --email client@example.com"
    )

    @Option(help: "Last name of the person, or name of the body.")
    var name: String

    @Option(help: "First name of the person (R11-01).")
    var firstName: String = ""

    @Option(help: "Address for notices; the client keeps it current (R6.11-03).")
    var email: String

    @Option(help: "Postal address.")
    var address: String = ""

    @Option(help: "Legal kind of client (R1-02).")
    var kind: ClientKind = .consumer

    @Option(help: "Language of its mail: fr or en.")
    var language: Person.Language = .fr

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let person = Person(
            name: name,
            firstName: firstName,
            email: email,
            postalAddress: address,
            language: language
        )
        let (account, _) = try workspace.openAccount(person, kind: kind)
        if let warning = workspace.warning(about: email) { Console.note(warning) }
        try output.print(["account": account.description]) { _ in
            "\(account) opened; it becomes active when its activation mail is sent by `lessor serve` or `lessor tick`.\n"
        }
    }
}

extension Person.Language: ExpressibleByArgument {}
