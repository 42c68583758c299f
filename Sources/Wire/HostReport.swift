/// What the agent answers to `apply`.
package struct AppliedHost: Codable, Equatable, Sendable {
    /// Servers whose desired state was refused, with a full sentence each.
    package let refused: [RefusedServer]
    package let servers: [ObservedServer]

    package init(refused: [RefusedServer], servers: [ObservedServer]) {
        self.refused = refused
        self.servers = servers
    }
}

/// A desired state that the agent did not take.
package struct RefusedServer: Codable, Equatable, Sendable {
    package let id: String
    package let message: String

    package init(id: String, message: String) {
        self.id = id
        self.message = message
    }
}

/// Asks for records after `since`; everything up to it is acknowledged and may be dropped by the agent, if its journal
/// is the one that the number belongs to.
package struct ReportQuery: Codable, Equatable, Sendable {
    /// The journal that `since` counts in; nil when none is known yet.
    package let journalID: String?
    package let since: Int64
    /// Most records to return; the rest comes with the next query.
    package let limit: Int
    /// Whether records of players are wanted too; a controller that does not know of them does not ask.
    package let players: Bool?

    package init(journalID: String?, since: Int64, limit: Int, players: Bool? = nil) {
        self.journalID = journalID
        self.since = since
        self.limit = limit
        self.players = players
    }
}

/// What happened on a host since a sequence number.
package struct HostReport: Codable, Equatable, Sendable {
    package let bootID: String
    /// Identity of the interval journal; another one means that the agent's records were lost and sequences start anew.
    package let journalID: String
    /// The agent's time when it answered, in epoch seconds: every server's last record holds up to here.
    package let observedThrough: Int64
    package let records: [IntervalRecord]
    /// The newest sequence number that the agent has; more than the last of `records` where the limit cut them.
    package let lastSequence: Int64
    package let servers: [ObservedServer]
    /// True while servers wait for an `apply`, even an empty one, before they start: the agent has been without its controller for
    /// so long that they may have been given another host meanwhile.
    package let awaitsWord: Bool?
    /// How many played, numbered in one row with `records`; nil from an agent that does not record it, or where it was not asked.
    package let players: [PlayerRecord]?
    /// What is not as the agent left it, as of at most some seconds before; nil from agents that do not look.
    package let findings: [HostFinding]?

    package init(
        bootID: String,
        journalID: String,
        observedThrough: Int64,
        records: [IntervalRecord],
        lastSequence: Int64,
        servers: [ObservedServer],
        awaitsWord: Bool? = nil,
        players: [PlayerRecord]? = nil,
        findings: [HostFinding]? = nil
    ) {
        self.bootID = bootID
        self.journalID = journalID
        self.observedThrough = observedThrough
        self.records = records
        self.lastSequence = lastSequence
        self.servers = servers
        self.awaitsWord = awaitsWord
        self.players = players
        self.findings = findings
    }

    /// The last sequence number that came with it; nil when nothing did.
    package var newestSequence: Int64? { (records.map(\.sequence) + (players ?? []).map(\.sequence)).max() }
}

/// From `at` on, the server is in this class, until its next record.
package struct IntervalRecord: Codable, Equatable, Sendable {
    package enum Class: String, Codable, Sendable, CaseIterable {
        /// Answers its probe with the slots it should have, or with more.
        case up
        /// Should run and does not answer.
        case down
        /// Nobody looked, and nothing proves either.
        case unknown
        /// Stopped or absent because it should be.
        case stopped
    }

    package let sequence: Int64
    package let server: String
    /// Epoch seconds of the agent's clock.
    package let at: Int64
    package let kind: Class
    package let evidence: Evidence

    package init(sequence: Int64, server: String, at: Int64, kind: Class, evidence: Evidence) {
        self.sequence = sequence
        self.server = server
        self.at = at
        self.kind = kind
        self.evidence = evidence
    }
}

/// What the agent saw when it judged a server.
package struct Evidence: Codable, Equatable, Sendable {
    package let generation: Int64
    package let processID: Int32?
    package let answered: Bool
    package let players: Int?
    package let slotsReported: Int?
    package let exitCode: Int32?
    /// A short sentence: `process 812 gone with exit code 1`, `host was off since the last heartbeat`.
    package let note: String

    package init(
        generation: Int64,
        processID: Int32?,
        answered: Bool,
        players: Int?,
        slotsReported: Int?,
        exitCode: Int32?,
        note: String
    ) {
        self.generation = generation
        self.processID = processID
        self.answered = answered
        self.players = players
        self.slotsReported = slotsReported
        self.exitCode = exitCode
        self.note = note
    }

    /// The same under another sentence.
    package func noting(_ note: String) -> Evidence {
        Evidence(
            generation: generation,
            processID: processID,
            answered: answered,
            players: players,
            slotsReported: slotsReported,
            exitCode: exitCode,
            note: note
        )
    }
}

/// What a server is on its host, as its agent sees it now.
package struct ObservedServer: Codable, Equatable, Sendable {
    package enum State: String, Codable, Sendable, CaseIterable {
        /// Process started, no right answer yet.
        case starting
        /// Answers its probe with the slots asked for; with more, while it is set right or waits for its players.
        case up
        /// Process alive, its probe unanswered or wrong.
        case unresponsive
        /// Crashed; waits for its next start.
        case waiting
        /// Crashed too often; given up until its desired state changes.
        case failed
        /// Asked to stop; process still there.
        case stopping
        /// Process gone, files kept.
        case stopped
        /// Process gone, port unbound, directory erased.
        case absent
    }

    package let id: String
    /// The generation that the agent last accepted.
    package let generation: Int64
    package let state: State
    /// Epoch seconds of the agent's clock.
    package let since: Int64
    package let processID: Int32?
    package let players: Int?
    package let slotsReported: Int?
    /// Starts after a crash since the generation was accepted.
    package let restarts: Int
    /// What is wrong, in a full sentence; nil when nothing is.
    package let problem: String?
    /// For `absent`: what was erased and how it was verified.
    package let erasure: String?
    /// While its directory is kept aside before it is erased: until when, in epoch seconds of the agent's clock.
    package let keptAsideUntil: Int64?

    package init(
        id: String,
        generation: Int64,
        state: State,
        since: Int64,
        processID: Int32?,
        players: Int?,
        slotsReported: Int?,
        restarts: Int,
        problem: String?,
        erasure: String?,
        keptAsideUntil: Int64? = nil
    ) {
        self.id = id
        self.generation = generation
        self.state = state
        self.since = since
        self.processID = processID
        self.players = players
        self.slotsReported = slotsReported
        self.restarts = restarts
        self.problem = problem
        self.erasure = erasure
        self.keptAsideUntil = keptAsideUntil
    }
}
