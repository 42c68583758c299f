import Glibc
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
    /// Of the living process: ``ResizePlan/basis``, and the slots that it was given.
    var basis: UInt64?
    var slots: Int?
    /// Where the living process has its local console.
    var controlPort: Int?
    /// It was told its slots, and has yet to show them.
    var resizing: Resizing?
    /// It runs with more slots than are wanted until nobody plays.
    var waitsForPlayers = false
    /// When what is wanted was wanted first, as far as this daemon knows.
    var wantedAt: Double
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
    /// The saved file that the living process goes on from.
    var resumedFrom: String?
    /// Saved files on which a process broke down before it served, or just after: not tried again while there are others.
    var damagedSaves: Set<String> = []
    var restarts = 0
    /// What the agent could not do for it.
    var obstacle: String?
    /// How the last process ended.
    var ending: Ending?
    var notBefore = 0.0
    /// The instance may have more of it than it should: see ``Supervisor/lookForLeft(_:)``.
    var isLeft = false
    /// Its process is an attendant that ends that.
    var isLeaving = false
    var erased = Eraser.Amount()
    /// What is shown outside, and since when.
    var shown: ObservedServer.State
    var shownProblem: String?
    var since: Int64

    /// A change of slots under way.
    struct Resizing {
        let until: Double
        /// Where the log ended when it was told.
        var logEnd: Int64 = 0
        /// Open while it carries out what it was told.
        var console: LocalConsole?
    }

    /// The end of a process.
    struct Ending {
        let exitCode: Int32?
        /// What killed it.
        var signal: Int32?
        let note: String

        /// Whether the program broke down by itself. One that nobody could start, or that its port was taken from, ends with a code.
        var isBreakdown: Bool { signal.map([SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL].contains) ?? false }

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
        wantedAt = now
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
            fit: likeness.fit(at: now),
            portFreed: health.portFreed,
            isLeft: isLeft,
            notBefore: notBefore,
            now: now
        )
    }

    private var likeness: Likeness {
        let program = desired.program
        return Likeness(
            same: digest == wantedDigest,
            butForSlots: basis != nil && basis == program?.resize?.basis,
            hasMore: program.map { health.excesses >= $0.probe.failures } ?? false,
            isLive: program?.resize?.way != nil,
            shrinks: slots.flatMap { has in program.map { has > $0.slots } } ?? false,
            isPlayed: health.isPlayed,
            toldUntil: resizing?.until,
            wantedAt: wantedAt
        )
    }

    var state: ObservedServer.State {
        Observation.state(wanted: desired.state, life: life, verdict: health.verdict, isLeft: isLeft)
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
        case .alive: return occupation ?? health.problem
        case .waiting: return ending.map { "\($0.note); it starts again by itself, look at its log." }
        case .failed: return entry.failure
        default: return nil
        }
    }

    /// Why it has more slots than are wanted, while that waits for its players.
    private var occupation: String? {
        guard waitsForPlayers, let slots, let program = desired.program else { return nil }
        return
            "It has \(slots) slots instead of \(program.slots) while it is played on, since only a new start changes them; "
            + "that comes when nobody plays, within a day."
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
