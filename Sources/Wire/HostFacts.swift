/// What an agent says of itself and its machine.
package struct HostFacts: Codable, Equatable, Sendable {
    /// Version of the agent binary, `0.1.0`.
    package let agentVersion: String
    /// The kernel's boot id; another one means that the host rebooted.
    package let bootID: String
    package let labClock: Bool
    /// The agent's time, in epoch seconds (lab time on a lab host).
    package let now: Int64
    /// Each isolation measure and whether it holds on this host.
    package let isolation: [IsolationFact]
    /// Programs that templates may start, and whether each is there.
    package let programs: [ProgramFact]
    /// Other files that products need, and whether each is there; nil for an agent that was told of none.
    package let files: [ProgramFact]?
    /// The kernel's ephemeral port range, never to be sold.
    package let ephemeralPorts: [Int]
    /// What its installation calls the host, and that installation's identity. Nil from agents of before they were told.
    package let host: String?
    package let instance: String?
    /// What its servers can bind, as ``MachineAddresses`` lists it. Nil where the machine does not say, and from agents of before.
    package let addresses: [String]?

    package init(
        agentVersion: String,
        bootID: String,
        labClock: Bool,
        now: Int64,
        isolation: [IsolationFact],
        programs: [ProgramFact],
        files: [ProgramFact]? = nil,
        ephemeralPorts: [Int],
        host: String? = nil,
        instance: String? = nil,
        addresses: [String]? = nil
    ) {
        self.agentVersion = agentVersion
        self.bootID = bootID
        self.labClock = labClock
        self.now = now
        self.isolation = isolation
        self.programs = programs
        self.files = files
        self.ephemeralPorts = ephemeralPorts
        self.host = host
        self.instance = instance
        self.addresses = addresses
    }
}

/// One isolation measure: what it protects, whether it holds, and what would make it hold.
package struct IsolationFact: Codable, Equatable, Sendable {
    package let name: String
    package let holds: Bool
    package let remedy: String

    package init(name: String, holds: Bool, remedy: String) {
        self.name = name
        self.holds = holds
        self.remedy = remedy
    }
}

/// A program that a template starts, by absolute path.
package struct ProgramFact: Codable, Equatable, Sendable {
    package let path: String
    package let installed: Bool

    package init(path: String, installed: Bool) {
        self.path = path
        self.installed = installed
    }
}
