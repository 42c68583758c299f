import ArgumentParser
import Contract
import Controller
import Store

struct ServerRestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Give a server back what it left on a host that was given up and answers again.",
        discussion: """
            It stops where it is and runs on that host, with the files of then; its client gets the address by mail. What it has had \
            meanwhile is kept in turn.

            Example: lessor server restore srv-1001 --from h1
            """
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @Option(help: "The host that was given up.")
    var from: String

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let workspace = try state.open()
        try workspace.store.restore(server, from: from, at: workspace.time.now())
        let view = try workspace.store.move(of: server).map { MoveView($0, narrator: workspace.narrator) }
        try output.print(view) { _ in
            "\(server) goes back to \(from) with the controller's next pass; `lessor server moves` shows how far it is.\n"
        }
    }
}
