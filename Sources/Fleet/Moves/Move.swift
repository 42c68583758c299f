package import Contract

/// A server on its way from one host to another (R7.7-01). All that a controller needs to go on where another one stopped.
package struct Move: Equatable, Sendable {
    package enum Phase: String, Codable, Sendable, CaseIterable {
        /// Asked for; it runs where it is.
        case waiting
        /// Room is claimed; it stops at its host, and its files are carried.
        case carrying
        /// It belongs to the other host, and has to answer there. After an evacuation also while it has no host.
        case proving
        /// It did not answer: it stops there, to run again where it was.
        case returning
        /// Called off or failed: it starts again where it was.
        case ending
        /// Given up: it runs where it was, and a person has not taken note yet.
        case failed

        /// Whether it must run nowhere: the one host has to prove that it stopped before the other one starts it.
        package var bars: Bool { self == .carrying || self == .returning }
    }

    package let server: ServerID
    /// The host that it leaves.
    package let source: String
    /// The host that it goes to; nil for any with room.
    package let target: String?
    package let phase: Phase
    /// The host that it leaves is dead: nothing is carried and nobody waits for its word.
    package let isEvacuation: Bool
    /// Set once the files are there.
    package let carried: Carried?
    /// What is carried so far.
    package let progress: Int64
    package let begunAt: Instant
    package let phaseAt: Instant
    /// A full sentence.
    package let problem: String?

    package init(
        server: ServerID,
        source: String,
        target: String?,
        phase: Phase,
        isEvacuation: Bool = false,
        carried: Carried? = nil,
        progress: Int64 = 0,
        begunAt: Instant,
        phaseAt: Instant,
        problem: String? = nil
    ) {
        self.server = server
        self.source = source
        self.target = target
        self.phase = phase
        self.isEvacuation = isEvacuation
        self.carried = carried
        self.progress = progress
        self.begunAt = begunAt
        self.phaseAt = phaseAt
        self.problem = problem
    }
}

/// What arrived of a server's files, with a checksum that both hosts computed.
package struct Carried: Codable, Equatable, Sendable {
    package let files: Int
    package let bytes: Int64
    package let checksum: String

    package init(files: Int, bytes: Int64, checksum: String) {
        self.files = files
        self.bytes = bytes
        self.checksum = checksum
    }
}
