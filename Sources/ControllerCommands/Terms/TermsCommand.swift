import ArgumentParser

struct TermsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "terms",
        abstract: "The general terms that the contract executes: show, check, compare and install versions of them.",
        discussion: "Example: lessor terms check own-2027.yaml && lessor terms install own-2027.yaml",
        subcommands: [
            TermsListCommand.self, TermsShowCommand.self, TermsCheckCommand.self, TermsDiffCommand.self,
            TermsInstallCommand.self,
        ]
    )
}
