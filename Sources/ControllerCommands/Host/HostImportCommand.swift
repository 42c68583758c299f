import ArgumentParser
import Controller
import Fleet
import Store
import Wire

struct HostImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Note the ports of a host that other programs use already, so that no server gets them.",
        discussion: """
            The agent looks which ports of the host's pool are held by others than its servers. `host show` lists what is noted; \
            --release gives ports back.

            Example: lessor host import h1
            """
    )

    @Option(help: "Ports to give back, separated by commas.")
    var release: String?

    @OptionGroup var target: HostTarget

    func run() async throws {
        let (workspace, host) = try target.find()
        if let release { return try give(back: release, of: host.name, in: workspace) }
        let sockets = try await workspace.foreignSockets(on: host)
        let new = try workspace.store.reserve(sockets, on: host.name, at: workspace.time.now())
        try target.output.print(new) { style in
            var table = Table([.left("ADDRESS"), .left("PORT"), .left("HELD BY")])
            for socket in new {
                table.add([socket.address, "\(socket.port)/\(socket.transport.rawValue)", socket.holder ?? "?"])
            }
            return table.text(
                style: style,
                whenEmpty: "No other port of \(host.name) is held by programs that are not servers of its agent."
            )
        }
    }

    private func give(back text: String, of host: String, in workspace: Workspace) throws {
        let ports = try text.split(separator: ",").map { word in
            guard let port = Int(word), (1...65_535).contains(port) else {
                throw CommandFailure(description: "\(word) is no port; write them as in 20005,20006.")
            }
            return port
        }
        let count = try workspace.store.release(ports: ports, on: host)
        guard count > 0 else {
            throw CommandFailure(
                description:
                    "None of these ports of \(host) is kept from servers for others; `lessor host show \(host)` lists those that are."
            )
        }
        Console.line("\(counted(count, "port")) of \(host) may be given to servers again.")
    }
}
