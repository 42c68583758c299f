import ArgumentParser
import Contract
import Controller

struct AccountDataExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print everything held about a person as JSON, from all tables (R11-04).",
        discussion: "Example: lessor account data export A-1001 > A-1001.json"
    )

    @Argument(help: "The account, A-1001.")
    var account: AccountID

    @OptionGroup var state: StateOptions

    func run() throws {
        Console.write(try OutputOptions.json(try state.open().personalData(of: account)))
    }
}
