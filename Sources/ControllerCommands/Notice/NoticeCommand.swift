import ArgumentParser

struct NoticeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: "The notices that the contract demands: how they were given, what waits; registered letters (12.1).",
        discussion: "Example: lessor notice list A-1001",
        subcommands: [
            NoticeListCommand.self, NoticeShowCommand.self, NoticeRetryCommand.self, NoticeLetterCommand.self,
        ]
    )
}
