import ArgumentParser
import Contract
import Controller
import Fleet
import Store

struct ServerRestartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restart",
        abstract: "End a server's process and start it again; its players are cut off for a moment.",
        discussion: "Example: lessor server restart srv-1001"
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct View: Encodable {
        let server: String
        let host: String?
        let generation: Int64?
    }

    func run() throws {
        let workspace = try state.open()
        try workspace.store.restart(server)
        let record = try workspace.store.server(server)
        let view = View(server: server.description, host: record?.host, generation: record?.generation)
        try output.print(view) { _ in "\(server) is restarted with the controller's next pass.\n" }
    }
}
