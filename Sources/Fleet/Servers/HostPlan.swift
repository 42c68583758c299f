package import Contract

/// What has to be said to one host, and what it has attested.
package struct HostPlan: Equatable, Sendable {
    /// A desired state to send; for `running` the caller adds the rendered program.
    package struct Order: Equatable, Sendable {
        package let server: ServerID
        package let generation: Int64
        package let demand: ServiceDemand

        package init(server: ServerID, generation: Int64, demand: ServiceDemand) {
            self.server = server
            self.generation = generation
            self.demand = demand
        }
    }

    /// A host's word that a server is erased: process gone, ports unbound, files gone.
    package struct Erasure: Equatable, Sendable {
        package let server: ServerID
        package let proof: String

        package init(server: ServerID, proof: String) {
            self.server = server
            self.proof = proof
        }
    }

    /// A host's word that what it kept of another host's server is erased.
    package struct CopyErasure: Equatable, Sendable {
        package let copy: ServerCopy
        package let proof: String

        package init(copy: ServerCopy, proof: String) {
            self.copy = copy
            self.proof = proof
        }
    }

    /// Desired states that the host has not taken yet.
    package let apply: [Order]
    /// Answer with the right slots at the right generation, and the contract does not know it yet.
    package let delivered: [ServerID]
    /// Attested stopped at the generation that demands it.
    package let stopped: [ServerID]
    /// Attested erased; the contract does not know it yet.
    package let erased: [Erasure]
    /// Copies whose state the host has not taken yet.
    package let fence: [ServerCopy]
    /// Copies attested erased.
    package let copiesErased: [CopyErasure]
    package let drift: [Drift]

    package init(
        apply: [Order] = [],
        delivered: [ServerID] = [],
        stopped: [ServerID] = [],
        erased: [Erasure] = [],
        fence: [ServerCopy] = [],
        copiesErased: [CopyErasure] = [],
        drift: [Drift] = []
    ) {
        self.apply = apply
        self.delivered = delivered
        self.stopped = stopped
        self.erased = erased
        self.fence = fence
        self.copiesErased = copiesErased
        self.drift = drift
    }
}

/// A server that is not what the contract demands.
package struct Drift: Equatable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Should serve its players and does not.
        case paidButDown
        /// Should not run and does.
        case unpaidButUp
        /// Answers with another number of slots than was paid for.
        case wrongSlots
        /// Belongs to another host and runs here too.
        case runsTwice
        /// Should run and is on no host.
        case unplaced
        /// The host has taken a newer generation than the books know: they look older than the host.
        case newerOnHost
        /// The host has a server that the books do not place there.
        case stranger
        /// A process runs as a server's user and is not of that server.
        case unknownProcess
        /// A server's port is held by a process that is not its own.
        case wrongPortOwner
        /// The host does not answer: what runs on it is unknown.
        case unreachable
    }

    package let kind: Kind
    /// As the host names it; nil where it is about the whole host.
    package let server: String?
    /// A full sentence.
    package let message: String

    package init(kind: Kind, server: String?, message: String) {
        self.kind = kind
        self.server = server
        self.message = message
    }
}
