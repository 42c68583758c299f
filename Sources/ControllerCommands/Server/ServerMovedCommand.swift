import ArgumentParser
import Contract

struct ServerMovedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "moved",
        abstract: "Tell the client where his server answers now; contract, due date and price stay (R7.7-01).",
        discussion: """
            Example: lessor server moved srv-1001 --address 198.51.100.7 --port 20010
            For moves made outside Lessor, such as another address in front of a host; it moves nothing itself. Announce the time that \
            the move takes as maintenance: `lessor hold place --cause maintenance --from …`; it does not count for 7.9.
            """
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @Option(help: "The new address.")
    var address: String

    @Option(help: "The new port.")
    var port: Int

    @OptionGroup var report: FactReport

    func run() throws {
        let subscription = server.subscription
        try report.record(about: .subscription(subscription)) { _ in
            .provider(.relocated(subscription, address: address, port: port))
        }
    }
}
