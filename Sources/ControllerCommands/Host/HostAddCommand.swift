import ArgumentParser
import Contract
import Controller
import Fleet
import Foundation
import SSH
import Store

struct HostAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Install the agent on a machine over SSH and take it into the fleet; safe to run again.",
        discussion: """
            With a login that is root or has sudo, the agent gets its own users and every server one of its own; with an \
            ordinary login everything runs as that user, and `host check` says which isolation is missing.

            Of a host that the books know, what is not said stays as it is. Its agent keeps its user and its directory; a machine that \
            another host or another installation leases is refused. --take-over is for one whose installation is lost for good: the \
            other's key no longer opens the agent, and what runs there stays.

            Example: lessor host add h1 --address 192.0.2.10 --login root --identity ~/.ssh/id_ed25519 \\
                       --serve-on 192.0.2.10,192.0.2.11 --ports 20000-20999 --slots 500
            """
    )

    @Argument(help: "Name of the host: letters, digits, hyphens.")
    var name: String

    @Option(help: "Where its sshd answers: an address or a name.")
    var address: String?

    @Option(help: "Port of its sshd; 22 for a new host.")
    var port: UInt16?

    @Option(help: "system (own users, needs root or sudo) or user; system where the login may.")
    var mode: HostInstallPlan.Mode?

    @Option(help: "The agent's directory on the host.")
    var root: String?

    @Option(
        help:
            "Addresses that servers may use, and blocks of them (192.0.2.16/29), by commas; the host's own by default."
    )
    var serveOn: String?

    @Option(
        help: "Ports that servers may use on each of them: 20000-20009,20020,27000-27100; 20000-29999 for a new host.",
        transform: PortPool.init(text:)
    )
    var ports: PortPool?

    @Option(parsing: .unconditional, help: "How many slots all its servers may have together.")
    var slots: Int?

    @Option(
        help:
            "How much memory all its servers may have together (16G, 900M); 7/8 of what a new machine has by default.",
        transform: MemorySize.parse
    )
    var memory: MemorySize?

    @Option(help: "What orders and products may demand of it, by commas: ssd,zone=paris.", transform: HostLabels.parse)
    var labels: HostLabels?

    @Flag(help: "Take a machine that another installation leases, which is lost for good.")
    var takeOver = false

    @OptionGroup var confirmation: TypedConfirmation
    @OptionGroup var key: HostKeyOptions
    @OptionGroup var install: InstallOptions
    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard name.first?.isLetter == true, name.count <= 63,
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else { throw ValidationError("A host's name is of letters, digits and hyphens and begins with a letter.") }
        guard slots ?? 1 > 0 else { throw ValidationError("--slots must be more than 0.") }
    }

    func run() async throws {
        let workspace = try state.open()
        let client = SSHClient()
        do {
            try await run(in: workspace, client: client)
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
    }

    private func run(in workspace: Workspace, client: SSHClient) async throws {
        let request = try request(in: workspace)
        let installer = HostInstaller(workspace: workspace, client: client, request: request) { step in
            Console.note("  \(name): \(step)")
        }
        if install.dryRun {
            let view = try HostPlanView(try await installer.prepare())
            return try output.print(view.steps) { _ in view.text }
        }
        if takeOver {
            try confirmation.require(
                name,
                "If another installation leases \(request.endpoint.address), it loses the machine; its servers run on, and it no longer reaches them."
            )
        }
        let host = try await installer.install().host
        let view = try HostView(host, workspace: workspace)
        try output.print(view) { _ in
            "Host \(host.name) is in the fleet: \(view.slots) slots, agent in \(host.rootDirectory).\n"
        }
    }

    private func request(in workspace: Workspace) throws -> HostInstaller.Request {
        let known = try workspace.store.host(name)
        guard let address = address ?? known?.address else {
            throw HostInstallError.notSaid(host: name, option: "--address")
        }
        if known == nil { try key.require() }
        let pool = serveOn ?? (known == nil ? address : nil)
        return HostInstaller.Request(
            name: name,
            endpoint: SSHEndpoint(address: address, port: port ?? known.map { UInt16(clamping: $0.sshPort) } ?? 22),
            login: install.user(of: known),
            identity: install.identityPath,
            hostKey: try key.hostKey.map(HostKey.init(line:)),
            mode: mode,
            root: root,
            addresses: try pool.map(AddressPool.parse),
            ports: ports,
            capacity: slots,
            memory: memory?.memory,
            labels: labels?.labels,
            agent: try Installation.agent(install.agent),
            takesOver: takeOver
        )
    }
}

extension HostInstallPlan.Mode: ExpressibleByArgument {}
