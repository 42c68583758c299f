import ArgumentParser
import Contract
import Controller

struct DisputeShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the file of a dispute with the court that would judge it (R13-01).",
        discussion: "Example: lessor dispute show A-1001 D-1"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @Argument(help: "The dispute's name.")
    var id: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let owner = try state.open().requireAccount(account)
        guard let dispute = owner.disputes.first(where: { $0.id == id }) else {
            throw WorkspaceError.noSuch(kind: "dispute", id: id, list: "lessor dispute list")
        }
        let view = DisputeView(dispute, of: owner)
        try output.print(view) { style in
            var details = Details()
            details.add("dispute", "\(view.id) of \(view.account)")
            details.add("about", view.about)
            details.add("opened", view.openedOn)
            details.add("message", view.message)
            details.add("closed", view.closedOn)
            details.add("outcome", view.outcome)
            details.add("forum", view.forum)
            details.add("due dates", "unchanged by a dispute (AMB-39)")
            return details.text(style: style)
        }
    }
}
