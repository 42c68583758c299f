import ArgumentParser
import Contract
import Controller

struct AccountDataEraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Erase who the client is; ledger and journal stay under the account's number (R11-04, AMB-38).",
        discussion: """
            Example: lessor account data erase A-1001 --yes
            Refused while a service lives. The file of the books is rewritten, which takes time in proportion to it.
            """
    )

    private struct View: Encodable {
        let account: String
        let strandedMails: Int
        let spoolFiles: Int
    }

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @OptionGroup var confirmation: Confirmation

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        try confirmation.demand(
            "Erasing the person behind \(account) cannot be undone and closes the account (R11-04); say --yes."
        )
        let erasure = try state.open().erasePerson(of: account)
        let view = View(
            account: account.description,
            strandedMails: erasure.strandedMails,
            spoolFiles: erasure.spoolFiles
        )
        try output.print(view) { _ in
            "The person behind \(account) is erased; \(view.spoolFiles) mails were taken out of the spool.\n"
                + (view.strandedMails == 0
                    ? "" : "\(view.strandedMails) mails that waited go nowhere: there is no address left.\n")
        }
    }
}
