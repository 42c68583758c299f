import ArgumentParser
import Contract
import Controller
import Fleet
import Store

struct ServerPinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pin",
        abstract: "Show or say which host a server is set up on, and which labels its hosts must have.",
        discussion: """
            Without an option it shows what is asked, by the order too. Each option changes its own part only; --any asks nothing any \
            more. It is a wish for the next time that the server is placed: a running one stays where it is, and `server relocate` moves it.

            Example: lessor server pin srv-1001 --labels zone=paris
            """
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @Option(help: "The host that it is set up on; counts until it is there.")
    var host: String?

    @Option(help: "Labels that every host of it must have, by commas: ssd,zone=paris.", transform: HostLabels.parse)
    var labels: HostLabels?

    @Flag(help: "Any host: ask nothing any more.")
    var any = false

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if any, host != nil || labels != nil { throw ValidationError("--any stands alone.") }
    }

    func run() throws {
        let store = try state.open().store
        if any { try store.setWish(PlacementWish(), of: server) }
        if host != nil || labels != nil { try store.changeWish(of: server, host: host, labels: labels?.labels) }
        guard let record = try store.server(server) else { throw StoreError.unknownServer(server) }
        let view = PinView(record, try store.wish(of: server), on: try record.host.flatMap { try store.host($0) })
        try output.print(view) { _ in view.text }
    }
}
