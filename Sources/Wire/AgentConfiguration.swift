/// `agent.json` in the agent's root directory, written when the host is added.
package struct AgentConfiguration: Codable, Equatable, Sendable {
    /// Name of the host in the controller's books; stands in its status files.
    package let host: String
    /// Identity of the installation that leases the host. Nil before agents were told.
    package let instance: String?
    /// Follow the controller's lab time instead of the machine's clock.
    package let labClock: Bool
    /// Absolute paths that a desired state may start; anything else is refused.
    package let programs: [String]
    /// Absolute paths of other files that products need here; only looked for. Nil before they were told to agents.
    package let files: [String]?
    /// First user id for servers, each its own; nil where the agent is no root and all run as its user.
    package let firstUserID: UInt32?
    /// Group that may reach the agent's socket (the gate's); nil where gate and agent are one user.
    package let gateGroupID: UInt32?

    package init(
        host: String,
        instance: String? = nil,
        labClock: Bool,
        programs: [String],
        files: [String]? = nil,
        firstUserID: UInt32?,
        gateGroupID: UInt32?
    ) {
        self.host = host
        self.instance = instance
        self.labClock = labClock
        self.programs = programs
        self.files = files
        self.firstUserID = firstUserID
        self.gateGroupID = gateGroupID
    }
}
