/// Something on a host that is not as its agent left it.
package struct HostFinding: Codable, Equatable, Sendable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Runs as a server's user and is not of that server's process.
        case unknownProcess
        /// A server's port is held by a process that is not its own.
        case wrongPortOwner
    }

    package let kind: Kind
    /// `srv-1001`: whose user or port it is.
    package let server: String
    /// What was seen, in a full sentence.
    package let evidence: String

    package init(kind: Kind, server: String, evidence: String) {
        self.kind = kind
        self.server = server
        self.evidence = evidence
    }
}
