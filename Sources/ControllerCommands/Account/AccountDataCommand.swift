import ArgumentParser

struct AccountDataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "data",
        abstract: "Show, export or erase what is held about the person behind an account (11).",
        discussion: "Example: lessor account data export A-1001 > A-1001.json",
        subcommands: [
            AccountDataShowCommand.self, AccountDataExportCommand.self, AccountDataEraseCommand.self,
        ]
    )
}
