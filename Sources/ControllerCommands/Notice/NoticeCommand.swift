import ArgumentParser

struct NoticeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: "The notices demanded for an account, their channel and address; registered letters (12.1).",
        discussion: "Example: lessor notice list A-1001",
        subcommands: [NoticeListCommand.self, NoticeLetterCommand.self]
    )
}
