import ArgumentParser
import Controller
import Fleet
import Store

struct ServerListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the servers: demanded and seen.",
        discussion: "Example: lessor server list --format json"
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        let moves = Dictionary(
            uniqueKeysWithValues: try workspace.store.moves().map {
                ($0.server, MoveView($0, narrator: workspace.narrator))
            }
        )
        let silent = try workspace.store.silentHosts()
        let views = try workspace.store.servers().map {
            ServerView(
                $0,
                silence: $0.host.flatMap { silent[$0] },
                move: moves[$0.id],
                narrator: workspace.narrator
            )
        }
        try output.print(views) { style in
            var table = Table([
                .left("SERVER"), .left("PRODUCT"), .right("SLOTS"), .left("DEMANDED"), .left("SEEN"), .left("HOST"),
                .left("ADDRESS"), .right("PLAYERS"), .left("PROBLEM"),
            ])
            for view in views {
                table.add([
                    view.server, view.product, String(view.slots), view.demand, view.seen, view.host ?? "-",
                    view.place, view.players.map(String.init) ?? "-", view.problem ?? "",
                ])
            }
            return table.text(style: style, whenEmpty: "No server yet; one is made when an order is paid.")
        }
    }
}
