import ArgumentParser
import Contract
import Controller
import Fleet
import Foundation
import SSH

struct HostAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Install the agent on a machine over SSH and take it into the fleet; safe to run again.",
        discussion: """
            With a login that is root or has sudo, the agent gets its own users and every server one of its own; with an
            ordinary login everything runs as that user, and `host check` says which isolation is missing.

            Example: lessor host add h1 --address 192.0.2.10 --login root --identity ~/.ssh/id_ed25519 \\
                       --serve-on 192.0.2.10,192.0.2.11 --ports 20000-20999 --slots 500
            """
    )

    @Argument(help: "Name of the host: letters, digits, hyphens.")
    var name: String

    @Option(help: "Where its sshd answers: an address or a name.")
    var address: String

    @Option(help: "Port of its sshd.")
    var port: UInt16 = 22

    @Option(help: "User to log in as for the installation.")
    var login: String = NSUserName()

    @Option(help: "Unencrypted ed25519 private key of that login.", completion: .file())
    var identity: String

    @Option(help: "Its host key, as in /etc/ssh/ssh_host_ed25519_key.pub.")
    var hostKey: String?

    @Flag(help: "Pin whatever host key it shows; only over a network you trust.")
    var acceptHostKey = false

    @Option(help: "system (own users, needs root or sudo) or user; system where the login may.")
    var mode: HostInstallPlan.Mode?

    @Option(help: "The agent's directory on the host.")
    var root: String?

    @Option(help: "Addresses that servers may use, separated by commas; the host's own by default.")
    var serveOn: String?

    @Option(help: "Ports that servers may use on each of them.")
    var ports: PortRange = PortRange(range: 20_000...29_999)

    @Option(help: "How many slots all its servers may have together.")
    var slots: Int

    @Option(help: "The agent binary to install; the one beside lessor by default.", completion: .file())
    var agent: String?

    @Flag(help: "Show every step and change nothing.")
    var dryRun = false

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard name.first?.isLetter == true, name.count <= 63,
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else { throw ValidationError("A host's name is of letters, digits and hyphens and begins with a letter.") }
        guard slots > 0 else { throw ValidationError("--slots must be more than 0.") }
        if hostKey == nil && !acceptHostKey {
            throw ValidationError(
                "Name the host's key with --host-key \"ssh-ed25519 AAAA…\" (it is in /etc/ssh/ssh_host_ed25519_key.pub there), "
                    + "or say --accept-host-key to pin the first one seen."
            )
        }
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
        let installer = HostInstaller(workspace: workspace, client: client, request: try request()) { step in
            Console.note("  \(name): \(step)")
        }
        if dryRun {
            let plan = try await installer.plan()
            for step in plan.steps {
                Console.line("# \(step.title)")
                if case .run(_, let script, _) = step { Console.line(script) }
            }
            return
        }
        let host = try await installer.install()
        let view = try HostView(host, workspace: workspace)
        try output.print(view) { _ in
            "Host \(host.name) is in the fleet: \(view.slots) slots, agent in \(host.rootDirectory).\n"
        }
    }

    private func request() throws -> HostInstaller.Request {
        let pool = serveOn?.split(separator: ",").map { String($0).trimmingCharacters(in: .whitespaces) } ?? [address]
        for entry in pool where !Self.isNumeric(entry) {
            throw CommandFailure(
                description: "\(entry) is not a numeric address; name those that servers may use with --serve-on."
            )
        }
        return HostInstaller.Request(
            name: name,
            endpoint: SSHEndpoint(address: address, port: port),
            login: login,
            identity: NSString(string: identity).expandingTildeInPath,
            hostKey: try hostKey.map(HostKey.init(line:)),
            mode: mode,
            root: root,
            addresses: pool,
            ports: ports.range,
            capacity: slots,
            agent: try Installation.agent(agent)
        )
    }

    private static func isNumeric(_ address: String) -> Bool {
        var four = in_addr()
        var six = in6_addr()
        return inet_pton(AF_INET, address, &four) == 1 || inet_pton(AF_INET6, address, &six) == 1
    }
}

extension HostInstallPlan.Mode: ExpressibleByArgument {}

/// `20000-20999`.
struct PortRange: ExpressibleByArgument {
    let range: ClosedRange<Int>

    init(range: ClosedRange<Int>) {
        self.range = range
    }

    init?(argument: String) {
        let ends = argument.split(separator: "-").map { Int($0) }
        guard ends.count == 2, let low = ends[0], let high = ends[1], (1024...65_535).contains(low), low <= high,
            high <= 65_535
        else { return nil }
        range = low...high
    }

    var defaultValueDescription: String { "\(range.lowerBound)-\(range.upperBound)" }
}
