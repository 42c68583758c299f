import ArgumentParser
import Contract
import Controller
import Store

struct ServerShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one server.",
        discussion: "Example: lessor server show srv-1001"
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        guard let record = try workspace.store.server(server) else {
            throw WorkspaceError.noSuch(kind: "server", id: server.description, list: "lessor server list")
        }
        let view = ServerView(record)
        try output.print(view) { style in
            var details = Details()
            details.add("server", view.server)
            details.add("account", view.account)
            details.add("product", "\(view.product), \(view.slots) slots")
            details.add("demanded", "\(view.demand) (generation \(view.generation))")
            details.add("seen", view.observed)
            details.add("host", view.host)
            details.add("address", view.place + " (" + view.ports.joined(separator: ", ") + ")")
            details.add("players", view.players.map { "\($0) of \(view.slotsReported ?? view.slots)" })
            details.add("restarts", view.restarts.map(String.init))
            details.add("problem", view.problem)
            return details.text(style: style)
        }
    }
}
