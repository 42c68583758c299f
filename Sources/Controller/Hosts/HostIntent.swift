import Fleet
import SSH

/// What a host is to be: what a person says of it, and where he says nothing, what the books say.
struct HostIntent {
    let request: HostInstaller.Request
    /// The host as the books know it; nil for a new one.
    let known: Host?
    /// Nil for a new host, to which its machine's survey gives one.
    let mode: HostInstallPlan.Mode?
    let root: String?
    private let capacity: Int

    /// Throws where the agent would get another place or user than it has: the old one would run on beside it, with the servers.
    init(_ request: HostInstaller.Request, known: Host?) throws(HostInstallError) {
        guard let capacity = request.capacity ?? known?.capacity else {
            throw .notSaid(host: request.name, option: "--slots")
        }
        self.request = request
        self.known = known
        self.capacity = capacity
        guard let known else {
            (mode, root) = (request.mode, request.root)
            return
        }
        let mode = HostInstallPlan.Mode(of: known, login: request.login)
        if let asked = request.mode, asked != mode { throw .otherPlace(known, asked: "--mode \(asked.rawValue)") }
        if let asked = request.root, asked != known.rootDirectory { throw .otherPlace(known, asked: "--root \(asked)") }
        if mode == .user, request.login != known.user { throw .otherLogin(host: known.name, user: known.user) }
        (self.mode, root) = (mode, known.rootDirectory)
    }

    /// How the login may install it. Throws where it may not.
    func mode(for survey: HostSurvey) throws(HostInstallError) -> HostInstallPlan.Mode {
        let mode = mode ?? (survey.isPrivileged ? .system : .user)
        guard mode == .system, !survey.isPrivileged else { return mode }
        if let known { throw .lacksRoot(host: known.name, user: survey.user) }
        throw .notPrivileged(user: survey.user)
    }

    /// What is entered into the books. Installing again ends no drain.
    func host(plan: HostInstallPlan, hostKey: HostKey, isLab: Bool) -> Host {
        Host(
            name: request.name,
            address: request.endpoint.address,
            sshPort: Int(request.endpoint.port),
            user: plan.gateUser,
            rootDirectory: plan.root,
            hostKey: hostKey.line,
            addresses: request.addresses ?? known?.addresses ?? [request.endpoint.address],
            ports: request.ports ?? known?.ports ?? HostInstaller.Request.usualPorts,
            ephemeralPorts: known?.ephemeralPorts ?? Host.usualEphemeralPorts,
            capacity: capacity,
            memory: request.memory ?? (known.map(\.memory) ?? plan.memory?.forServers),
            labels: request.labels ?? known?.labels ?? [],
            state: known?.state ?? .active,
            labClock: isLab
        )
    }
}
