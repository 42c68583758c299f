import Probing
import Wire

/// One server as the daemon holds it. Times in `Double` are of the monotonic clock.
final class ServerUnit {
    let name: ServerName
    var entry: ServerBook.Entry { didSet { wantedDigest = entry.desired.program?.runDigest } }
    /// Of the program that is wanted; kept, since it is compared with each turn of the loop.
    private(set) var wantedDigest: UInt64?
    var life: Life
    /// Of the living process.
    var digest: UInt64?
    /// Our child is reaped; an adopted process is watched in `/proc`.
    var isChild = false
    /// The systemd unit of the living process.
    var scope: String?
    var health: Health
    var tally = PlayerTally()
    var probe: ProbeSocket?
    var nextProbe = 0.0
    /// When the silence began that has just brought it down, by the agent's clock.
    var downSince: Int64?
    /// When the port's owner was looked for last.
    var lookedAt = 0.0
    var crashes = CrashHistory()
    var restarts = 0
    /// What the agent could not do for it.
    var obstacle: String?
    /// How the last process ended.
    var ending: Ending?
    var notBefore = 0.0
    var erased = Eraser.Amount()
    /// What is shown outside, and since when.
    var shown: ObservedServer.State
    var shownProblem: String?
    var since: Int64

    /// The end of a process.
    struct Ending {
        let exitCode: Int32?
        /// What killed it.
        var signal: Int32?
        let note: String

        /// Whether a program that was asked to stop ended as its product says.
        func isClean(_ program: Program) -> Bool {
            exitCode.map(program.cleanExitCodes.contains) ?? (signal == program.stop.signal)
        }
    }

    init(_ name: ServerName, _ entry: ServerBook.Entry, since: Int64, now: Double) {
        self.name = name
        self.entry = entry
        wantedDigest = entry.desired.program?.runDigest
        self.since = since
        health = Health(startedAt: now)
        life = entry.erasure != nil ? .erased : .none
        if entry.failedInBoot == ProcessTable.bootID { life = .failed }
        shown = Observation.state(wanted: entry.desired.state, life: life, verdict: .starting)
    }

    var desired: DesiredServer { entry.desired }
    var isServing: Bool { if case .alive = life { desired.state == .running } else { false } }

    func situation(at now: Double) -> Situation {
        Situation(
            wanted: desired.state,
            life: life,
            current: digest == wantedDigest,
            portFreed: health.portFreed,
            notBefore: notBefore,
            now: now
        )
    }

    var state: ObservedServer.State {
        Observation.state(wanted: desired.state, life: life, verdict: health.verdict)
    }

    /// When it must be looked after at the latest, though nothing happens to it.
    func nextLook(after now: Double) -> Double {
        guard case .rest(let until) = situation(at: now).step else { return now }
        var next = min(until ?? .infinity, now + 60)
        if isServing { next = min(next, probe?.deadline ?? nextProbe) }
        // An adopted process sends no signal when it ends.
        return life.process != nil && !isChild ? min(next, now + 0.5) : next
    }

    /// What is wrong, in a sentence.
    var problem: String? {
        if let obstacle { return obstacle }
        guard desired.state == .running else { return nil }
        switch life {
        case .alive: return health.problem
        case .waiting: return ending.map { "\($0.note); it starts again by itself, look at its log." }
        case .failed: return entry.failure
        default: return nil
        }
    }

    func observed(problem other: String?) -> ObservedServer {
        let serving = isServing
        return ObservedServer(
            id: name.description,
            generation: desired.generation,
            state: shown,
            since: since,
            processID: life.process?.processID,
            players: serving ? health.players : nil,
            slotsReported: serving ? health.slotsReported : nil,
            restarts: restarts,
            problem: problem ?? (life == .erased ? nil : other),
            erasure: entry.erasure,
            keptAsideUntil: keptAsideUntil
        )
    }

    /// Until when its directory is kept before it is erased.
    var keptAsideUntil: Int64? {
        guard let aside = entry.aside, desired.state == .absent else { return nil }
        return aside.since + (desired.keptAsideSeconds ?? 0)
    }
}
