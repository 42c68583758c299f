import Wire

/// Clock, journal and heartbeat: what the agent claims about the past.
final class Chronicle {
    private(set) var clock: AgentClock
    private let journal: IntervalJournal
    private let state: Folder
    /// Changes that the disk did not take yet; they are not told, and no time after them is claimed.
    private var pending: [ClassChange] = []
    /// The same of players; of what the disk does not take for long the rest is lost, and that time unknown.
    private var pendingPlayers: [(server: String, span: PlayerSpan)] = []
    private static let mostPendingPlayers = 10_000
    /// A sentence while the disk does not take records.
    private(set) var problem: String?
    private var beatAt: Int64?
    /// The last heartbeat before this start.
    let before: Heartbeat?

    init(root: AgentRoot) throws(AgentError) {
        state = root.state
        clock = try AgentClock(lab: root.configuration.labClock, state: root.state)
        before = try Heartbeat.load(from: root.state)
        beatAt = before?.at
        journal = try IntervalJournal(in: root.state)
        if let damage = journal.damage { AgentLog.write(damage) }
    }

    var now: Int64 { clock.now }
    var journalID: String { journal.id }
    var lastSequence: Int64 { journal.lastSequence }

    /// Follows the machine's clock; returns the time of which nothing is known.
    func keepPace() -> SteadyClock.Gap? { clock.keepPace() }

    func follow(_ time: Int64?) throws(AgentRefusal) -> Bool { try clock.follow(time) }

    /// The class that a server's time is in, as recorded last.
    func openClass(_ server: String) -> IntervalRecord.Class? {
        (pending.last { $0.server == server }?.kind) ?? journal.open[server]?.kind
    }

    /// Since when it is in that class.
    func openSince(_ server: String) -> Int64? { journal.open[server]?.at }

    /// Records that a server is in another class from `at` on, or from its last record on where that is later.
    func record(_ server: String, _ kind: IntervalRecord.Class, at: Int64, _ evidence: Evidence) {
        let floor = pending.last { $0.server == server }?.at ?? journal.open[server]?.at ?? at
        pending.append(ClassChange(server: server, at: max(at, floor), kind: kind, evidence: evidence))
        flush()
    }

    /// Writes what is pending, oldest first.
    func flush() {
        do throws(AgentError) {
            while let change = pending.first {
                try journal.append(change)
                pending.removeFirst()
            }
            try journal.append(pendingPlayers)
            pendingPlayers = []
            problem = nil
        } catch {
            problem = error.description
        }
    }

    /// Records how many played; written with the next flush, with all others of this round.
    func record(_ server: String, _ span: PlayerSpan) {
        if pendingPlayers.count < Self.mostPendingPlayers { pendingPlayers.append((server, span)) }
    }

    var hasPending: Bool { !pending.isEmpty || !pendingPlayers.isEmpty }

    func page(after since: Int64, limit: Int, players: Bool) -> JournalPage {
        journal.page(after: since, limit: limit, players: players)
    }

    func acknowledge(_ since: Int64) {
        do throws(AgentError) {
            try journal.acknowledge(since)
        } catch {
            problem = error.description
        }
    }

    /// Up to when every server's last record holds.
    /// - Parameter doubts: since when servers that count as up have not answered.
    func observedThrough(doubts: [Int64]) -> Int64 { min(clock.now, (doubts + pending.map(\.at)).min() ?? clock.now) }

    /// Keeps `through` as seen; after a host's failure time is claimed no further than this.
    func beat(_ through: Int64) {
        guard clock.known, beatAt.map({ through > $0 }) ?? true else { return }
        do throws(AgentError) {
            try Heartbeat(at: through, bootID: ProcessTable.bootID).save(to: state)
            beatAt = through
        } catch {
            problem = error.description
        }
    }
}
