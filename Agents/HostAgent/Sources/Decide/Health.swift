import Probing
import Wire

/// What the probes say of a living process. Times in `Double` are of the monotonic clock, in `Int64` of the agent's.
struct Health: Equatable {
    enum Verdict: Equatable { case starting, up, unresponsive }

    /// Without an answer for so long after its start, a process counts as unresponsive.
    static let startSeconds = 30.0
    /// Probes come this fast until the first answer.
    static let fastInterval = 0.1

    private(set) var verdict: Verdict = .starting
    private(set) var players: Int?
    private(set) var slotsReported: Int?
    private(set) var problem: String?
    /// Somebody else held the port; see ``Situation/portFreed``.
    private(set) var portLost = false
    /// Somebody else held the port, and now nobody does.
    private(set) var portFreed = false
    /// When the probes that are unanswered now began to be so, while the server still counts as up.
    private(set) var doubtSince: Int64?
    private var failures = 0
    /// Answers in a row with more slots than it should have.
    private(set) var excesses = 0
    /// It has answered since this daemon looks at it.
    private var hasAnswered = false
    /// It was right once since its start, so that whatever it answers now it has become.
    private(set) var wasRight = false
    let startedAt: Double

    init(startedAt: Double) {
        self.startedAt = startedAt
    }

    /// A process of before the agent's restart that was up then: it stays so until probes say otherwise.
    static func adopted(up: Bool, at now: Double) -> Health {
        var health = Health(startedAt: now)
        health.wasRight = true
        if up { health.verdict = .up }
        return health
    }

    /// Whether somebody plays, as far as its protocol tells; of a process of before nobody knows until it has answered.
    var isPlayed: Bool { players.map { $0 > 0 } ?? (verdict != .unresponsive && !hasAnswered) }

    /// Whether it was ever right since its start; until then probes are fast.
    func isFast(at now: Double) -> Bool { verdict != .up && now < startedAt + Self.startSeconds }

    /// Takes the result of one probe that was sent at `sent`.
    mutating func take(
        _ result: ProbeResult,
        holding: PortHolding,
        slots: Int,
        plan: ProbePlan,
        sent: Int64,
        now: Double
    ) {
        // What an instance does not hold yet is no proof before it answers for the server.
        let holding = result == .silence && holding.isShut ? .hidden : holding
        notePort(holding)
        if case .answer(let players, let told) = result {
            let reported = plan.kind.slots(told, of: slots, players: players)
            self.players = players
            hasAnswered = true
            slotsReported = reported
            // A protocol that does not tell its slots shows only that it serves.
            if reported ?? slots == slots, !portLost { return becomeUp() }
            // It serves all who have paid, and more: that is no outage.
            if let reported, reported > slots, wasRight, !portLost { return becomeExcessive(reported, slots) }
        }
        failures += 1
        excesses = 0
        doubtSince = verdict == .up ? doubtSince ?? sent : nil
        problem = describe(result, holding, slots: slots, now: now)
        if isDown(result, plan, now) { becomeUnresponsive() }
    }

    private mutating func notePort(_ holding: PortHolding) {
        switch holding {
        case .foreign, .shut: (portLost, portFreed) = (true, false)
        case .nobody: portFreed = portLost
        case .own: (portLost, portFreed) = (false, false)
        case .hidden: break
        }
    }

    private mutating func becomeUp() {
        verdict = .up
        wasRight = true
        failures = 0
        excesses = 0
        doubtSince = nil
        problem = nil
    }

    private mutating func becomeExcessive(_ reported: Int, _ slots: Int) {
        verdict = .up
        failures = 0
        excesses += 1
        doubtSince = nil
        problem =
            "The server answers with \(reported) slots instead of \(slots), which somebody has changed; it is set right."
    }

    private mutating func becomeUnresponsive() {
        verdict = .unresponsive
        doubtSince = nil
        players = nil
    }

    private func isDown(_ result: ProbeResult, _ plan: ProbePlan, _ now: Double) -> Bool {
        switch verdict {
        case .unresponsive: true
        case .up: portLost || failures >= plan.failures
        // A wrong answer, or a port that another process holds, is proof; silence may be a slow start.
        case .starting: portLost || result != .silence || now >= startedAt + Self.startSeconds
        }
    }

    private func describe(_ result: ProbeResult, _ holding: PortHolding, slots: Int, now: Double) -> String? {
        if case .foreign(let holder) = holding {
            return "The server serves nothing: \(holder); end that process or move the server."
        }
        if case .shut(let what) = holding {
            return "The server serves nothing: \(what); look at the instance's addresses."
        }
        switch result {
        case .answer(_, let reported?) where reported != slots:
            return "The server answers with \(reported) slots instead of \(slots); look at its configuration."
        case .answer: return "The server's port was held by another process."
        case .silence where verdict == .starting && now < startedAt + Self.startSeconds: return nil
        case .silence: return "The process runs but does not answer its probe (\(failures) in a row); look at its log."
        }
    }
}

extension ProbePlan.Kind {
    /// The slots that an answer means: Teeworlds tells as many as play where more play than may.
    fileprivate func slots(_ told: Int?, of slots: Int, players: Int?) -> Int? {
        guard self == .teeworlds, let told, told > slots, told == players else { return told }
        return slots
    }
}
