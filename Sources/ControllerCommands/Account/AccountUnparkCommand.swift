import ArgumentParser
import Contract
import Controller
import Store

struct AccountUnparkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unpark",
        abstract:
            "Put an account that was set aside because of a contradiction back to work, once its cause is corrected.",
        discussion: "Example: lessor account unpark A-1001"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @OptionGroup var state: StateOptions

    func run() throws {
        let workspace = try state.open()
        _ = try workspace.requireAccount(account)
        guard let parked = try workspace.store.parked().first(where: { $0.id == account }) else {
            throw CommandFailure(description: "Account \(account) is not parked; there is nothing to do.")
        }
        try workspace.store.unpark(account)
        Console.line("\(account) takes part again; it was parked because: \(parked.reason)")
    }
}
