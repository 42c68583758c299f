import ArgumentParser
import Contract
import Controller
import Fleet
import Store

struct ServerDiscardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard",
        abstract: "Let what a server left on a host that was given up be erased.",
        discussion: """
            It is erased when that host answers and the server runs elsewhere; until its contract ends it would be kept otherwise. Of a \
            server that is on no host it is erased as soon as that host answers; then the server may begin anew there too, once \
            `host resume` lets the host take servers.

            Example: lessor server discard srv-1001 --on h1
            """
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @Option(help: "The host that was given up.")
    var on: String

    @OptionGroup var confirmation: TypedConfirmation

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        let server: String
        /// Where what it left is erased.
        let host: String
    }

    func run() throws {
        let workspace = try state.open()
        try confirmation.require("\(server)", "What \(server) left on \(on) will be erased and cannot be taken back.")
        let record = try workspace.store.discard(server, on: on)
        let begins = record.host == nil && record.demand.state != .absent
        let isDrained = try workspace.store.host(on)?.state == .drained
        try output.print(View(server: server.description, host: on)) { _ in
            begins ? beginning(isDrained: isDrained) : "\(erased) and the server runs elsewhere.\n"
        }
    }

    private var erased: String { "What \(server) left on \(on) is erased as soon as that host answers" }

    private func beginning(isDrained: Bool) -> String {
        "\(erased); then the server may begin anew there too"
            + (isDrained ? ", once `lessor host resume \(on)` lets it take servers.\n" : ".\n")
    }
}
