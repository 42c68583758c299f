import ArgumentParser
import Contract
import Controller
import Fleet
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
        let move = try workspace.store.move(of: server).map { MoveView($0, narrator: workspace.narrator) }
        let outside = try OutsideView(of: try workspace.store.outsideRecords(of: server).last, in: workspace)
        let silent = try workspace.store.silentHosts()
        let view = ServerView(
            record,
            silence: record.host.flatMap { silent[$0] },
            move: move,
            outside: outside,
            narrator: workspace.narrator
        )
        try output.print(view) { style in
            var details = Details()
            details.add("server", view.server)
            details.add("account", view.account)
            details.add("product", "\(view.product), \(view.slots) slots")
            details.add("demanded", "\(view.demand) (generation \(view.generation))")
            details.add("seen", view.seen)
            details.add(
                "kept",
                view.keptAsideUntil.map { "its files, until \(workspace.narrator.time(Instant(epochSeconds: $0)))" }
            )
            details.add("outside", view.outside?.text)
            details.add("host", view.host)
            details.add("address", view.place + " (" + view.ports.joined(separator: ", ") + ")")
            details.add("moving", view.move.map { "\($0.phase), from \($0.from) to \($0.to ?? "another host")" })
            details.add("players", view.players.map { "\($0) of \(view.slotsReported ?? view.slots)" })
            details.add("restarts", view.restarts.map(String.init))
            details.add("problem", view.problem)
            return details.text(style: style)
        }
    }
}
