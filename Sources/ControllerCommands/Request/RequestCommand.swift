import ArgumentParser
import Contract
import Controller

struct RequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request",
        abstract: "Payment requests: others pay for a client without learning anything of him (6.9).",
        discussion: "Example: lessor request open A-1001",
        subcommands: [
            RequestOpenCommand.self, RequestListCommand.self, RequestPayCommand.self, RequestPageCommand.self,
            RequestCloseCommand.self,
        ]
    )
}

extension OpaqueID: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
