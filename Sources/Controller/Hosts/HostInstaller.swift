import Contract
import Fleet
import FoundationEssentials
package import SSH
import Store
import Wire

/// Makes a machine a host: surveys it over a login that a person has, installs the agent, pins the host key, and asks the
/// agent who it is through its own gate.
package struct HostInstaller: Sendable {
    let workspace: Workspace
    private let client: SSHClient
    let request: Request
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

    /// What would be done and entered; looks at the machine, changes nothing.
    package func prepare() async throws -> HostPreparation {
        let intent = try intent()
        let connection = try await connect(intent)
        do {
            let preparation = try await prepare(intent, over: connection)
            await connection.close()
            return preparation
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Installs, and enters the host into the books. All that speaks against it is said before the first step.
    package func install() async throws -> HostInstallation {
        let intent = try intent()
        let connection = try await connect(intent)
        progress("host key \(connection.hostKey.fingerprint)")
        let preparation = try await prepare(intent, over: connection)
        var binary: String?
        for step in preparation.plan.steps {
            progress(step.title)
            if let digest = try await run(step, over: connection) { binary = digest }
        }
        await connection.close()
        let host = try await greet(preparation.host)
        if intent.known == nil { try workspace.store.addHost(host) } else { try workspace.store.updateHost(host) }
        return HostInstallation(host: host, binaryBefore: preparation.binaryBefore, binary: binary)
    }

    private func intent() throws -> HostIntent {
        try HostIntent(request, known: workspace.store.host(request.name))
    }

    private func connect(_ intent: HostIntent) async throws -> SSHConnection {
        // A name that the books know is the machine with the key that they know, unless a person names another key.
        let known = try intent.known.map { try HostKey(line: $0.hostKey) }
        do {
            return try await client.connect(
                to: request.endpoint,
                as: request.login,
                key: try SSHPrivateKey(path: request.identity),
                hostKey: (request.hostKey ?? known).map(HostKeyPolicy.pinned) ?? .acceptFirst,
                timeout: .seconds(15)
            )
        } catch {
            // The books know its key: say how another is pinned.
            throw intent.known == nil ? error : HostLinkError.ssh(host: request.name, error)
        }
    }

    private func prepare(_ intent: HostIntent, over connection: SSHConnection) async throws -> HostPreparation {
        let answer = try await connection.execute(HostSurvey.script(root: intent.root))
        let survey = try HostSurvey(output: answer.text)
        guard survey.kernel == "Linux" else { throw HostInstallError.notLinux(survey.kernel) }
        guard survey.machine == Machine.name else {
            throw HostInstallError.machine(host: request.name, has: survey.machine, agent: Machine.name)
        }
        let plan = try plan(intent, survey)
        let host = intent.host(plan: plan, hostKey: connection.hostKey, isLab: workspace.store.kind == .lab)
        try refuseIfElsewhere(intent.known, plan)
        try refuseIfTaken(survey, plan, hostKey: connection.hostKey)
        let new = host.addresses.filter { intent.known?.addresses.contains($0) != true }
        try survey.addresses?.require(new, of: host.name)
        try workspace.store.checkHost(host)
        return HostPreparation(plan: plan, host: host, binaryBefore: survey.binaries[plan.root])
    }

    private func plan(_ intent: HostIntent, _ survey: HostSurvey) throws -> HostInstallPlan {
        let plan = HostInstallPlan(
            survey: survey,
            mode: try intent.mode(for: survey),
            root: intent.root,
            host: request.name,
            labClock: workspace.store.kind == .lab,
            programs: try workspace.shelf.programs,
            files: try workspace.shelf.files,
            controllerKey: try SSHPrivateKey(path: workspace.directory.privateKey).publicLine,
            instance: workspace.store.instanceID,
            takesOver: request.takesOver,
            agentBytes: try agentSize()
        )
        guard plan.root.hasPrefix("/"),
            plan.root.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "._-/".contains($0)) })
        else { throw HostInstallError.unsafeRoot(plan.root) }
        return plan
    }

    /// The login may turn out to be another user than it is called.
    private func refuseIfElsewhere(_ known: Host?, _ plan: HostInstallPlan) throws(HostInstallError) {
        guard let known, known.user != plan.gateUser || known.rootDirectory != plan.root else { return }
        throw .otherPlace(known, asked: "\(plan.root) as \(plan.gateUser)")
    }

    private func agentSize() throws -> Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: request.agent)
        guard let size = attributes?[.size] as? Int else { throw HostInstallError.agentMissing(path: request.agent) }
        return size
    }

    /// Returns the digest of the agent binary, where the step put one in its place.
    private func run(_ step: HostInstallPlan.Step, over connection: SSHConnection) async throws -> String? {
        switch step {
        case .uploadAgent(_, let path):
            try await connection.upload(file: request.agent, to: path, mode: 0o755)
            return nil
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
            return HostSurvey.digest(in: result.text)
        }
    }

    /// Talks to the new agent the way the controller will: its own key, the pinned host key, the gate.
    private func greet(_ host: Host) async throws -> Host {
        progress("greet the agent through its gate")
        let link = HostLink(
            host: host,
            client: client,
            key: try SSHPrivateKey(path: workspace.directory.privateKey),
            instance: workspace.store.instanceID
        )
        let answer: Response
        do {
            answer = try await hello(link)
        } catch {
            await link.close()
            throw HostInstallError.agentAnswer("\(error)")
        }
        await link.close()
        guard case .hello(let facts) = answer, facts.ephemeralPorts.count == 2 else {
            throw HostInstallError.agentAnswer("no greeting")
        }
        return host.with(ephemeralPorts: facts.ephemeralPorts[0]...facts.ephemeralPorts[1])
    }

    /// An agent that systemd has just started listens a moment later.
    private func hello(_ link: HostLink) async throws -> Response {
        let labTime = workspace.store.kind == .lab ? try workspace.time.now() : nil
        let deadline = ContinuousClock.now + Self.startPatience
        while true {
            do {
                return try await link.ask(.hello, labTime: labTime)
            } catch {
                guard error.agentIsAway, ContinuousClock.now < deadline else { throw error }
                try await Task.sleep(for: .milliseconds(200))
            }
        }
    }

    private static let startPatience: Duration = .seconds(15)
}

extension HostLinkError {
    /// The gate is there, and no agent behind it.
    fileprivate var agentIsAway: Bool {
        if case .refused(_, let refusal) = self { refusal.reason == .unavailable } else { false }
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
