/// A machine reached over SSH that runs servers, as the controller's books know it.
package struct Host: Codable, Equatable, Sendable {
    package enum State: String, Codable, Sendable, CaseIterable {
        /// Takes new servers.
        case active
        /// Keeps its servers and takes no new ones.
        case drained
    }

    /// `h1`: names it for operators, in status files and in placements.
    package let name: String
    /// Where its sshd answers: a name or a numeric address.
    package let address: String
    package let sshPort: Int
    /// The user whose key opens the gate.
    package let user: String
    /// The agent's directory on the host, absolute.
    package let rootDirectory: String
    /// The host key pinned when the host was added, as one `known_hosts` key: `ssh-ed25519 AAAA…`.
    package let hostKey: String
    /// Numeric addresses that servers may bind.
    package let addresses: [String]
    /// Port numbers that servers may bind on each address.
    package let ports: PortPool
    /// The kernel's ephemeral range as the host reported it; never sold, even inside `ports`.
    package let ephemeralPorts: ClosedRange<Int>
    /// Slots that its servers may have together.
    package let capacity: Int
    /// Memory that its servers may have together; nil for no limit.
    package let memory: Memory?
    /// What orders and products may demand of it.
    package let labels: Set<HostLabel>
    package let state: State
    /// The agent follows lab time (DESIGN section 10).
    package let labClock: Bool

    /// What Linux uses unless told otherwise (`net.ipv4.ip_local_port_range`).
    package static let usualEphemeralPorts = 32_768...60_999

    package init(
        name: String,
        address: String,
        sshPort: Int = 22,
        user: String,
        rootDirectory: String,
        hostKey: String,
        addresses: [String],
        ports: PortPool,
        ephemeralPorts: ClosedRange<Int> = Host.usualEphemeralPorts,
        capacity: Int,
        memory: Memory? = nil,
        labels: Set<HostLabel> = [],
        state: State = .active,
        labClock: Bool = false
    ) {
        self.name = name
        self.address = address
        self.sshPort = sshPort
        self.user = user
        self.rootDirectory = rootDirectory
        self.hostKey = hostKey
        self.addresses = addresses
        self.ports = ports
        self.ephemeralPorts = ephemeralPorts
        self.capacity = capacity
        self.memory = memory
        self.labels = labels
        self.state = state
        self.labClock = labClock
    }

    /// The same host, known by another key.
    package func with(hostKey key: String) -> Host { with(Change(hostKey: key)) }

    /// The same host, whose kernel says what it keeps for itself.
    package func with(ephemeralPorts: ClosedRange<Int>) -> Host { with(Change(ephemeralPorts: ephemeralPorts)) }

    /// What can be said anew of a host without its machine; nil leaves it as it is.
    package struct Change: Equatable, Sendable {
        package var hostKey: String?
        package var addresses: [String]?
        package var ports: PortPool?
        package var ephemeralPorts: ClosedRange<Int>?
        package var capacity: Int?
        /// An inner nil takes the limit away.
        package var memory: Memory??
        package var labels: Set<HostLabel>?

        package init(
            hostKey: String? = nil,
            addresses: [String]? = nil,
            ports: PortPool? = nil,
            ephemeralPorts: ClosedRange<Int>? = nil,
            capacity: Int? = nil,
            memory: Memory?? = nil,
            labels: Set<HostLabel>? = nil
        ) {
            self.hostKey = hostKey
            self.addresses = addresses
            self.ports = ports
            self.ephemeralPorts = ephemeralPorts
            self.capacity = capacity
            self.memory = memory
            self.labels = labels
        }
    }

    package func with(_ change: Change) -> Host {
        Host(
            name: name,
            address: address,
            sshPort: sshPort,
            user: user,
            rootDirectory: rootDirectory,
            hostKey: change.hostKey ?? hostKey,
            addresses: change.addresses ?? addresses,
            ports: change.ports ?? ports,
            ephemeralPorts: change.ephemeralPorts ?? ephemeralPorts,
            capacity: change.capacity ?? capacity,
            memory: change.memory ?? memory,
            labels: change.labels ?? labels,
            state: state,
            labClock: labClock
        )
    }
}
