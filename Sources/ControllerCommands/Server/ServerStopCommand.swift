import ArgumentParser
import Contract

struct ServerStopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Report that the client wants his server stopped; the subscription goes on.",
        discussion: "Example: lessor server stop srv-1001"
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @OptionGroup var report: FactReport

    func run() throws {
        let subscription = server.subscription
        try report.request(.clientPower(subscription, running: false), about: subscription)
    }
}
