import ArgumentParser
import Controller
import Fleet
import SSH
import Store
import Wire

struct HostUpgradeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upgrade",
        abstract: "Replace the agent of hosts; their servers run on.",
        discussion: """
            Everything else of a host stays as it was added. One that fails is named, and the others go on.

            Example: lessor host upgrade --all --login root --identity ~/.ssh/id_ed25519
            """
    )

    @Argument(help: "Names of the hosts.")
    var hosts: [String] = []

    @Flag(help: "Every host of the fleet.")
    var all = false

    @OptionGroup var install: InstallOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        let host: String
        /// Nil where nothing was known of the agent before.
        let before: String?
        let after: String?
        let problem: String?
    }

    func validate() throws {
        guard hosts.isEmpty == all else { throw ValidationError("Name hosts, or say --all.") }
    }

    func run() async throws {
        let workspace = try state.open()
        let known = try all ? workspace.store.hosts() : hosts.map(workspace.requireHost)
        let client = SSHClient()
        var rows: [Row] = []
        for host in known { rows.append(await upgrade(host, in: workspace, client: client)) }
        await client.shutdown()
        if install.dryRun { return try check(rows) }
        try output.print(rows) { style in
            var table = Table([.left("HOST"), .left("BEFORE"), .left("AFTER"), .left("PROBLEM")])
            for row in rows { table.add([row.host, row.before ?? "-", row.after ?? "-", row.problem ?? ""]) }
            return table.text(style: style, whenEmpty: "There is no host.")
        }
        try check(rows)
    }

    private func upgrade(_ host: Host, in workspace: Workspace, client: SSHClient) async -> Row {
        let before = try? workspace.store.contact(host.name).facts?.agentVersion
        do {
            let request = try HostInstaller.Request(
                upgrading: host,
                login: install.login,
                identity: install.identityPath,
                agent: Installation.agent(install.agent)
            )
            let installer = HostInstaller(workspace: workspace, client: client, request: request) { step in
                Console.note("  \(host.name): \(step)")
            }
            if install.dryRun {
                HostAddCommand.show(try await installer.plan())
                return Row(host: host.name, before: before, after: nil, problem: nil)
            }
            _ = try await installer.install()
            let after = try await workspace.checkHost(host).agentVersion
            return Row(host: host.name, before: before, after: after, problem: nil)
        } catch {
            return Row(host: host.name, before: before, after: nil, problem: "\(error)")
        }
    }

    private func check(_ rows: [Row]) throws {
        let failed = rows.compactMap(\.problem)
        guard let first = failed.first else { return }
        throw CommandFailure(description: "\(failed.count) of \(rows.count) hosts were not upgraded. \(first)")
    }
}
