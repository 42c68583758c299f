import Contract
package import Fleet
import FoundationEssentials
package import SSH
import Store
import Wire

/// Makes a machine a host: surveys it over a login that a person has, installs the agent, pins the host key, and asks the
/// agent who it is through its own gate.
package struct HostInstaller: Sendable {
    /// What a person says of a new host.
    package struct Request: Sendable {
        package let name: String
        package let endpoint: SSHEndpoint
        /// The login to install with, and its key file.
        package let login: String
        package let identity: String
        /// The host key that a person compared; nil takes the first one seen.
        package let hostKey: HostKey?
        /// Nil: system where the login may, else user.
        package let mode: HostInstallPlan.Mode?
        package let root: String?
        package let addresses: [String]
        package let ports: ClosedRange<Int>
        package let capacity: Int
        /// Nil: what the books say, and for a new host what its machine has to spare.
        package let memory: Memory?
        /// Nil: what the books say.
        package let labels: Set<HostLabel>?
        package let agent: String

        package init(
            name: String,
            endpoint: SSHEndpoint,
            login: String,
            identity: String,
            hostKey: HostKey?,
            mode: HostInstallPlan.Mode?,
            root: String?,
            addresses: [String],
            ports: ClosedRange<Int>,
            capacity: Int,
            memory: Memory? = nil,
            labels: Set<HostLabel>? = nil,
            agent: String
        ) {
            self.name = name
            self.endpoint = endpoint
            self.login = login
            self.identity = identity
            self.hostKey = hostKey
            self.mode = mode
            self.root = root
            self.addresses = addresses
            self.ports = ports
            self.capacity = capacity
            self.memory = memory
            self.labels = labels
            self.agent = agent
        }

        /// The same host again, with another agent. Throws for a login that would make another user's host of it.
        package init(upgrading host: Host, login: String, identity: String, agent: String) throws {
            let isSystem = host.user == HostInstallPlan.systemUser && login != host.user
            guard isSystem || login == host.user else {
                throw HostInstallError.otherLogin(host: host.name, user: host.user)
            }
            self.init(
                name: host.name,
                endpoint: SSHEndpoint(address: host.address, port: UInt16(host.sshPort)),
                login: login,
                identity: identity,
                hostKey: try HostKey(line: host.hostKey),
                mode: isSystem ? .system : .user,
                root: host.rootDirectory,
                addresses: host.addresses,
                ports: host.ports,
                capacity: host.capacity,
                agent: agent
            )
        }
    }

    private let workspace: Workspace
    private let client: SSHClient
    private let request: Request
    private let progress: @Sendable (String) -> Void

    package init(
        workspace: Workspace,
        client: SSHClient,
        request: Request,
        progress: @escaping @Sendable (String) -> Void
    ) {
        self.workspace = workspace
        self.client = client
        self.request = request
        self.progress = progress
    }

    /// The plan for this machine; looks at it, changes nothing.
    package func plan() async throws -> HostInstallPlan {
        let connection = try await connect()
        let plan = try await plan(over: connection)
        await connection.close()
        return plan
    }

    /// Installs, and enters the host into the books.
    package func install() async throws -> Host {
        let connection = try await connect()
        progress("host key \(connection.hostKey.fingerprint)")
        let plan = try await plan(over: connection)
        for step in plan.steps {
            progress(step.title)
            try await run(step, over: connection)
        }
        let hostKey = connection.hostKey
        await connection.close()
        let host = try await greet(plan: plan, hostKey: hostKey)
        if try workspace.store.host(host.name) == nil {
            try workspace.store.addHost(host)
        } else {
            try workspace.store.updateHost(host)
        }
        return host
    }

    private func connect() async throws -> SSHConnection {
        // A name that the books know is the machine with the key that they know, unless a person names another key.
        let known = try workspace.store.host(request.name).map { try HostKey(line: $0.hostKey) }
        return try await client.connect(
            to: request.endpoint,
            as: request.login,
            key: try SSHPrivateKey(path: request.identity),
            hostKey: (request.hostKey ?? known).map(HostKeyPolicy.pinned) ?? .acceptFirst,
            timeout: .seconds(15)
        )
    }

    private func plan(over connection: SSHConnection) async throws -> HostInstallPlan {
        let answer = try await connection.execute(HostSurvey.script)
        let survey = try HostSurvey(output: answer.text)
        guard survey.kernel == "Linux" else { throw HostInstallError.notLinux(survey.kernel) }
        guard survey.machine == Machine.name else {
            throw HostInstallError.machine(host: request.name, has: survey.machine, agent: Machine.name)
        }
        let mode = request.mode ?? (survey.isPrivileged ? .system : .user)
        if mode == .system, !survey.isPrivileged { throw HostInstallError.notPrivileged(user: survey.user) }
        let plan = HostInstallPlan(
            survey: survey,
            mode: mode,
            root: request.root,
            host: request.name,
            labClock: workspace.store.kind == .lab,
            programs: try workspace.shelf.programs,
            files: try workspace.shelf.files,
            controllerKey: try SSHPrivateKey(path: workspace.directory.privateKey).publicLine,
            instance: workspace.store.instanceID,
            agentBytes: try agentSize()
        )
        guard plan.root.hasPrefix("/"),
            plan.root.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-/".contains($0)) })
        else { throw HostInstallError.unsafeRoot(plan.root) }
        return plan
    }

    private func agentSize() throws -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: request.agent)
        guard let size = attributes?[.size] as? Int else { throw HostInstallError.agentMissing(path: request.agent) }
        return size
    }

    private func run(_ step: HostInstallPlan.Step, over connection: SSHConnection) async throws {
        switch step {
        case .uploadAgent(_, let path):
            try await connection.upload(file: request.agent, to: path, mode: 0o755)
        case .run(let title, let script, let privileged):
            let shell = privileged && request.login != "root" ? "sudo -n sh -s" : "sh -s"
            let result = try await connection.execute(shell, input: Array(script.utf8), timeout: .seconds(60))
            guard result.isSuccess else {
                throw HostInstallError.step(
                    title: title,
                    exitStatus: result.exitStatus.map(Int32.init) ?? -1,
                    output: result.errorText.isEmpty ? result.text : result.errorText
                )
            }
        }
    }

    /// Talks to the new agent the way the controller will: its own key, the pinned host key, the gate.
    private func greet(plan: HostInstallPlan, hostKey: HostKey) async throws -> Host {
        // Installing again ends no drain.
        let known = try workspace.store.host(request.name)
        let memory = request.memory ?? (known.map(\.memory) ?? plan.memory?.forServers)
        func host(_ ephemeral: ClosedRange<Int>) -> Host {
            Host(
                name: request.name,
                address: request.endpoint.address,
                sshPort: Int(request.endpoint.port),
                user: plan.gateUser,
                rootDirectory: plan.root,
                hostKey: hostKey.line,
                addresses: request.addresses,
                ports: request.ports,
                ephemeralPorts: ephemeral,
                capacity: request.capacity,
                memory: memory,
                labels: request.labels ?? known?.labels ?? [],
                state: known?.state ?? .active,
                labClock: workspace.store.kind == .lab
            )
        }
        progress("greet the agent through its gate")
        let link = HostLink(
            host: host(Host.usualEphemeralPorts),
            client: client,
            key: try SSHPrivateKey(path: workspace.directory.privateKey)
        )
        let labTime = workspace.store.kind == .lab ? try workspace.time.now() : nil
        let answer: Response
        do {
            answer = try await link.ask(.hello, labTime: labTime)
        } catch {
            throw HostInstallError.agentAnswer("\(error)")
        }
        await link.close()
        guard case .hello(let facts) = answer, facts.ephemeralPorts.count == 2 else {
            throw HostInstallError.agentAnswer("no greeting")
        }
        return host(facts.ephemeralPorts[0]...facts.ephemeralPorts[1])
    }
}

/// The machine that this program was built for, as `uname -m` names it.
enum Machine {
    #if arch(x86_64)
        static let name = "x86_64"
    #elseif arch(arm64)
        static let name = "aarch64"
    #else
        static let name = "unknown"
    #endif
}
