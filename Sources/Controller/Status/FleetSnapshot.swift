package import Contract
package import Metering
package import Store
package import Wire

/// All that the status files show, at one instant. Plain values; no personal data (art. 11): no names, addresses of mail,
/// accounts, or texts that clients wrote.
package struct FleetSnapshot: Equatable, Sendable {
    /// Counts the publications of this state directory; grows with each.
    package let generation: Int64
    /// The controller's time; lab time in a lab.
    package let at: Instant
    /// The machine's time, also in a lab: by it a reader knows whether the controller still writes.
    package let written: Instant
    /// Whether the state runs on a lab clock.
    package let lab: Bool
    package let hosts: [HostStatus]
    package let servers: [ServerStatus]
    /// What the contract will do next, in any order.
    package let deadlines: [DeadlineStatus]
    package let counts: FleetCounts
    package let ledger: LedgerTotals
    /// The days of those servers that were looked at anew since the last publication.
    package let uptimes: [ServerID: UptimeDays]
    /// How far looks from outside reach; nil where nobody looks.
    package let outside: OutsideState?

    package init(
        generation: Int64,
        at: Instant,
        written: Instant,
        lab: Bool,
        hosts: [HostStatus],
        servers: [ServerStatus],
        deadlines: [DeadlineStatus],
        counts: FleetCounts,
        ledger: LedgerTotals,
        uptimes: [ServerID: UptimeDays] = [:],
        outside: OutsideState? = nil
    ) {
        self.generation = generation
        self.at = at
        self.written = written
        self.lab = lab
        self.hosts = hosts
        self.servers = servers
        self.deadlines = deadlines
        self.counts = counts
        self.ledger = ledger
        self.uptimes = uptimes
        self.outside = outside
    }
}

/// One host, as the controller knows it.
package struct HostStatus: Equatable, Sendable {
    package enum Reachability: String, Codable, Sendable, CaseIterable {
        case reachable
        /// Does not answer; its servers are unknown, and nothing is decided from that alone.
        case unreachable
        /// Answers, and is refused: wrong host key, key refused, agent of another version.
        case refused
        /// Not asked yet.
        case unknown
    }

    package let name: String
    package let reachability: Reachability
    /// Since when it is so.
    package let since: Instant?
    /// When its agent last reported.
    package let lastReport: Instant?
    package let slotsCapacity: Int
    package let slotsUsed: Int
    /// It takes no new servers (`host drain`).
    package let drained: Bool
    /// What is wrong, in a full sentence.
    package let problem: String?
    /// The days of all its servers together; nil before they were looked at.
    package let uptime: UptimeDays?

    package init(
        name: String,
        reachability: Reachability,
        since: Instant?,
        lastReport: Instant?,
        slotsCapacity: Int,
        slotsUsed: Int,
        drained: Bool = false,
        problem: String?,
        uptime: UptimeDays? = nil
    ) {
        self.name = name
        self.reachability = reachability
        self.since = since
        self.lastReport = lastReport
        self.slotsCapacity = slotsCapacity
        self.slotsUsed = slotsUsed
        self.drained = drained
        self.problem = problem
        self.uptime = uptime
    }
}

/// One server: what the contract demands and what its host observes.
package struct ServerStatus: Equatable, Sendable {
    /// What an agent reports, or that nobody knows.
    package enum Observed: Equatable, Sendable {
        case unknown
        /// Its host was given up, and it is on no other yet.
        case down
        case state(ObservedServer.State)

        package var text: String {
            switch self {
            case .unknown: "unknown"
            case .down: "down"
            case .state(let state): state.rawValue
            }
        }
    }

    package let id: ServerID
    package let product: String
    package let host: String?
    package let address: String?
    package let port: Int?
    package let demand: ServiceDemand.State
    package let slots: Int
    /// The subscription's phase in a few words: `active, period 3`.
    package let phase: String
    package let due: CivilDate?
    package let observed: Observed
    package let since: Instant?
    package let players: Int?
    package let slotsReported: Int?
    /// What it is from outside, and since when; nil where nobody looked.
    package let outside: Outside?
    /// What is wrong, in a full sentence.
    package let problem: String?

    package struct Outside: Equatable, Sendable {
        package let kind: OutsideRecord.Kind
        package let since: Instant

        package init(kind: OutsideRecord.Kind, since: Instant) {
            self.kind = kind
            self.since = since
        }
    }

    /// It runs, and from outside it does not answer.
    package var isOutOfReach: Bool { observed == .state(.up) && outside?.kind == .silent }

    /// Where what is seen is not what the contract demands; nil where nobody knows what is.
    package enum Deviation: String, Sendable, CaseIterable {
        /// It must run and does not serve: the client has paid and has no server.
        case paidButDown = "paid-but-down"
        /// It must not run, and its process lives.
        case unpaidButUp = "unpaid-but-up"
    }

    package var deviation: Deviation? {
        // No host could take it, so it runs nowhere.
        if demand == .running, host == nil, problem != nil { return .paidButDown }
        if demand == .running, observed == .down { return .paidButDown }
        guard case .state(let state) = observed else { return nil }
        if demand == .running { return state == .up && !isOutOfReach ? nil : .paidButDown }
        switch state {
        case .starting, .up, .unresponsive, .waiting, .stopping: return .unpaidButUp
        case .failed, .stopped, .absent: return nil
        }
    }

    package init(
        id: ServerID,
        product: String,
        host: String?,
        address: String?,
        port: Int?,
        demand: ServiceDemand.State,
        slots: Int,
        phase: String,
        due: CivilDate?,
        observed: Observed,
        since: Instant?,
        players: Int?,
        slotsReported: Int?,
        outside: Outside? = nil,
        problem: String?
    ) {
        self.id = id
        self.product = product
        self.host = host
        self.address = address
        self.port = port
        self.demand = demand
        self.slots = slots
        self.phase = phase
        self.due = due
        self.observed = observed
        self.since = since
        self.players = players
        self.slotsReported = slotsReported
        self.outside = outside
        self.problem = problem
    }
}
