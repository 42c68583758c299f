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
        var after: String?
        /// Digests of the agent binary, which tell builds of one version apart.
        var beforeBinary: String?
        var afterBinary: String?
        var problem: String?

        var columns: [String] {
            [host, Self.words(before, beforeBinary), Self.words(after, afterBinary), problem ?? ""]
        }

        private static func words(_ version: String?, _ binary: String?) -> String {
            let short = binary.map { "(\($0.prefix(12)))" }
            return version == nil && short == nil ? "-" : [version, short].compactMap(\.self).joined(separator: " ")
        }
    }

    func validate() throws {
        guard hosts.isEmpty == all else { throw ValidationError("Name hosts, or say --all.") }
    }

    func run() async throws {
        let workspace = try state.open()
        let known = try all ? workspace.store.hosts() : hosts.map(workspace.requireHost)
        let client = SSHClient()
        var rows: [Row] = []
        var plans: [HostPlanView] = []
        for host in known { rows.append(await upgrade(host, in: workspace, client: client, plans: &plans)) }
        await client.shutdown()
        if install.dryRun {
            try output.print(plans.flatMap(\.steps)) { _ in plans.map(\.text).joined() }
            return try check(rows)
        }
        try output.print(rows) { style in
            var table = Table([.left("HOST"), .left("BEFORE"), .left("AFTER"), .left("PROBLEM")])
            for row in rows { table.add(row.columns) }
            return table.text(style: style, whenEmpty: "There is no host.")
        }
        try check(rows)
    }

    private func upgrade(
        _ host: Host,
        in workspace: Workspace,
        client: SSHClient,
        plans: inout [HostPlanView]
    ) async -> Row {
        var row = Row(host: host.name, before: try? workspace.store.contact(host.name).facts?.agentVersion)
        do {
            let request = HostInstaller.Request(
                upgrading: host,
                login: install.user(of: host),
                identity: install.identityPath,
                agent: try Installation.agent(install.agent)
            )
            let installer = HostInstaller(workspace: workspace, client: client, request: request) { step in
                Console.note("  \(host.name): \(step)")
            }
            if install.dryRun {
                plans.append(try HostPlanView(try await installer.prepare()))
                return row
            }
            let done = try await installer.install()
            (row.beforeBinary, row.afterBinary) = (done.binaryBefore, done.binary)
            row.after = try await workspace.checkHost(host).agentVersion
        } catch {
            row.problem = "\(error)"
        }
        return row
    }

    private func check(_ rows: [Row]) throws {
        let failed = rows.compactMap(\.problem)
        guard let first = failed.first else { return }
        throw CommandFailure(description: "\(failed.count) of \(rows.count) hosts were not upgraded. \(first)")
    }
}
