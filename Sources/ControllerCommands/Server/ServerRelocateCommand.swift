import ArgumentParser
import Contract
import Controller
import Fleet
import Store

struct ServerRelocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relocate",
        abstract: "Move a server with its files to another host; contract, due date and price stay (R7.7-01).",
        discussion: """
            The controller carries it out: it stops there, its files are carried and checked, and it runs here; its client gets the new \
            address by mail, and the time is maintenance. `server moves` shows how far it is.

            Example: lessor server relocate srv-1001 --to h2
            """
    )

    @Argument(help: "The server, srv-1001.")
    var server: ServerID

    @Option(help: "The host to move it to; one with room by default.")
    var to: String?

    @Flag(help: "Show every step and change nothing.")
    var dryRun = false

    @Flag(help: "Call a move off, or take note of one that was given up: the server runs where it was.")
    var abort = false

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if abort, dryRun || to != nil { throw ValidationError("--abort stands alone.") }
    }

    func run() throws {
        let workspace = try state.open()
        if dryRun { return try show(workspace) }
        if abort {
            try workspace.store.abortMove(server, because: "An operator called it off.", at: workspace.time.now())
        } else {
            try workspace.askMove(server, to: to)
        }
        let view = try workspace.store.move(of: server).map { MoveView($0, narrator: workspace.narrator) }
        try output.print(view) { _ in
            guard let view else { return "\(server): nothing is under way any more.\n" }
            return "\(server): \(view.phase), from \(view.from) to \(view.to ?? "a host with room"); "
                + "`lessor server moves` shows how far it is.\n"
        }
    }

    private func show(_ workspace: Workspace) throws {
        let (record, placement) = try workspace.planMove(server, to: to)
        let steps = MoveView.steps(of: record, to: placement)
        try output.print(steps) { _ in steps.map { "# \($0)\n" }.joined() }
    }
}
