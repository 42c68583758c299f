import ArgumentParser
import Contract
import Controller
import Fleet
import Store

struct HostDrainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain",
        abstract: "Give a host no new servers, and move those that it has to others.",
        discussion: """
            Each server is moved with its files, as `server relocate` does it, two at a time; `server moves` shows how far they are. What \
            finds no room stays and runs; say it again when there is some. `host resume` gives the host new servers again.

            Example: lessor host drain h1
            """
    )

    @Flag(help: "Leave its servers there: they run on, it only takes no new ones.")
    var keepServers = false

    @Option(help: "The host to move them to; those with room by default.")
    var to: String?

    @Flag(help: "Show where each server would go and change nothing.")
    var dryRun = false

    @OptionGroup var target: HostTarget

    private struct View: Encodable {
        struct Server: Encodable {
            let server: String
            /// Where it goes, or would go; nil where it stays.
            let to: String?
            /// Why it cannot be moved.
            let problem: String?
        }

        let host: String
        let servers: [Server]
    }

    func validate() throws {
        if to != nil, keepServers { throw ValidationError("--to moves them, --keep-servers does not.") }
    }

    func run() throws {
        let (workspace, host) = try target.find()
        if let to { _ = try workspace.requireHost(to) }
        if !dryRun { try workspace.store.setState(of: host.name, to: .drained) }
        let servers = try workspace.store.servers(on: host.name).filter { $0.demand.state != .absent }
        let view = View(host: host.name, servers: try servers.map { try place($0.id, in: workspace) })
        try target.output.print(view) { _ in text(of: view) }
        let stuck = view.servers.count { $0.problem != nil }
        guard stuck == 0 else { throw FoundSomething(description: "\(counted(stuck, "server")) cannot be moved now.") }
    }

    private func place(_ id: ServerID, in workspace: Workspace) throws -> View.Server {
        let server = id.description
        if keepServers { return View.Server(server: server, to: nil, problem: nil) }
        if let move = try workspace.store.move(of: id), move.phase != .failed, to == nil || to == move.target {
            return View.Server(server: server, to: move.target ?? "another host", problem: nil)
        }
        do {
            let placement =
                try dryRun ? workspace.planMove(id, to: to).placement : workspace.askMove(id, to: to)
            return View.Server(server: server, to: placement.host, problem: nil)
        } catch {
            return View.Server(server: server, to: nil, problem: "\(error)")
        }
    }

    private func text(of view: View) -> String {
        let head = "Host \(view.host) \(dryRun ? "would take" : "takes") no new servers"
        if view.servers.isEmpty { return "\(head); it has none to move.\n" }
        if keepServers { return "\(head); it keeps \(counted(view.servers.count, "server")).\n" }
        let lines = view.servers.map { "  \($0.server)  \($0.problem ?? "to \($0.to ?? "another host")")\n" }
        return "\(head). Those that it has:\n" + lines.joined()
    }
}
