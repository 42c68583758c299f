import ArgumentParser
import Contract

struct ServerStartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Report that the client wants his server running again.",
        discussion: "Example: lessor server start srv-1001"
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @OptionGroup var report: FactReport

    func run() throws {
        let subscription = server.subscription
        try report.request(.clientPower(subscription, running: true), about: subscription)
    }
}
