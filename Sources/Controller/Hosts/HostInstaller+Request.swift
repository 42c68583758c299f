package import Fleet
package import SSH

extension HostInstaller {
    /// What a person says of a host. What is nil is as the books say; for a new host each says what it is then.
    package struct Request: Sendable {
        package let name: String
        package let endpoint: SSHEndpoint
        /// The login to install with, and its key file.
        package let login: String
        package let identity: String
        /// The host key that a person compared; nil takes the one of the books, and of a new host the first one seen.
        package let hostKey: HostKey?
        /// New: system where the login may, else user.
        package let mode: HostInstallPlan.Mode?
        /// New: the mode's usual place.
        package let root: String?
        /// New: the endpoint's own address.
        package let addresses: [String]?
        /// New: ``usualPorts``.
        package let ports: PortPool?
        /// New: refused.
        package let capacity: Int?
        /// New: what its machine has to spare.
        package let memory: Memory?
        /// New: none.
        package let labels: Set<HostLabel>?
        package let agent: String
        /// The agent that is there may be another installation's.
        package let takesOver: Bool

        package static let usualPorts = PortPool(20_000...29_999)

        package init(
            name: String,
            endpoint: SSHEndpoint,
            login: String,
            identity: String,
            hostKey: HostKey? = nil,
            mode: HostInstallPlan.Mode? = nil,
            root: String? = nil,
            addresses: [String]? = nil,
            ports: PortPool? = nil,
            capacity: Int? = nil,
            memory: Memory? = nil,
            labels: Set<HostLabel>? = nil,
            agent: String,
            takesOver: Bool = false
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
            self.takesOver = takesOver
        }

        /// The same host again, with another agent.
        package init(upgrading host: Host, login: String, identity: String, agent: String) {
            self.init(
                name: host.name,
                endpoint: SSHEndpoint(address: host.address, port: UInt16(clamping: host.sshPort)),
                login: login,
                identity: identity,
                agent: agent
            )
        }
    }
}

extension HostInstallPlan.Mode {
    /// How the agent of a host in the books runs, for somebody who logs in as `login`.
    package init(of host: Host, login: String?) {
        self = host.user == HostInstallPlan.systemUser && login != host.user ? .system : .user
    }
}
