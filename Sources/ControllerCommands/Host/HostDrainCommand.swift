import ArgumentParser
import Contract
import Controller
import Fleet
import Store

struct HostDrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain",
        abstract: "Give a host no new servers; those that it has stay and run, or move away with --relocate.",
        discussion: "Example: lessor host drain h1 --relocate"
    )

    @Flag(help: "Move all its servers to other hosts, two at a time.")
    var relocate = false

    @Option(help: "With --relocate: the host to move them to; those with room by default.")
    var to: String?

    @Flag(help: "Show where each server would go and change nothing.")
    var dryRun = false

    @OptionGroup var target: HostTarget

    private struct View: Encodable {
        struct Server: Encodable {
            let server: String
            /// Where there is room for it now; nil where it cannot be moved yet.
            let to: String?
            let problem: String?
        }

        let host: String
        let servers: [Server]
    }

    func validate() throws {
        if to != nil, !relocate { throw ValidationError("--to goes with --relocate.") }
    }

    func run() throws {
        let (workspace, host) = try target.find()
        if !dryRun { try workspace.store.setState(of: host.name, to: .drained) }
        let servers = try workspace.store.servers(on: host.name).filter { $0.demand.state != .absent }
        let view = View(host: host.name, servers: servers.map { move($0, in: workspace) })
        try target.output.print(view) { _ in text(of: view) }
    }

    private func move(_ record: ServerRecord, in workspace: Workspace) -> View.Server {
        let server = record.id.description
        guard relocate else { return View.Server(server: server, to: nil, problem: nil) }
        do {
            let placement =
                try dryRun
                ? workspace.planMove(record.id, to: to).placement : workspace.askMove(record.id, to: to)
            return View.Server(server: server, to: to ?? placement.host, problem: nil)
        } catch {
            return View.Server(server: server, to: nil, problem: "\(error)")
        }
    }

    private func text(of view: View) -> String {
        let stay = counted(view.servers.count, "server")
        guard relocate else { return "Host \(target.host) takes no new servers; \(stay) stay there.\n" }
        let lines = view.servers.map { "  \($0.server): \($0.problem ?? "to \($0.to ?? "another host")")\n" }
        let verb = dryRun ? "would move" : "are asked to move"
        return "Host \(target.host) takes no new servers; \(stay) \(verb):\n" + lines.joined()
    }
}
