import Contract
import Fleet
import Store

/// Looks before each round of visits whether what would end may end without a person (DESIGN section 6).
package struct Brakes: Sendable {
    private var clock = ClockWatch()
    private var marker: PassMarker?
    private var hasCompared = false

    /// A marker of the same journal is written again only after so many seconds.
    private static let markerAge: Int64 = 60

    /// What may end now; puts brakes on and takes off those whose cause is gone.
    mutating func look(in workspace: Workspace, at now: Instant) throws -> BrakeVerdict {
        try watchClock(in: workspace, at: now)
        try compare(with: workspace, at: now)
        let store = workspace.store
        let (endings, servers) = try store.endings()
        let policy = workspace.settings.brakes
        let keepsAll = try store.brakes().contains { $0.kind != .mass }
        let verdict = policy.verdict(on: endings, of: servers, released: try store.released(), keepsAll: keepsAll)
        if verdict.tooMany.isEmpty {
            try store.takeOff(.mass)
        } else {
            let held = verdict.tooMany.sorted()
            try store.putOn(.mass, because: Self.words(held, of: servers, policy), held, at: now)
        }
        return verdict
    }

    /// For people: what is held, and how to let it go.
    package static func problems(in workspace: Workspace) throws -> [String] {
        try workspace.store.brakes().map { "\($0.reason) `lessor brake release \($0.kind.rawValue)` lets it go on." }
    }

    private mutating func watchClock(in workspace: Workspace, at now: Instant) throws {
        guard workspace.store.kind != .lab else { return }
        let tolerance = workspace.settings.clockTolerance
        guard let seconds = clock.jump(now: now, tolerance: tolerance) else { return }
        try Self.distrustClock(seconds, in: workspace, at: now)
    }

    /// Once for each process: while it runs, nobody puts other books in the place of those that it has open.
    private mutating func compare(with workspace: Workspace, at now: Instant) throws {
        guard !hasCompared else { return }
        hasCompared = true
        marker = PassMarker.load(workspace.directory.passMarker)
        guard let marker else { return }
        if let mark = marker.journal, try !workspace.store.has(mark) {
            let reason =
                "The books look restored from an older copy: a pass by them has read line \(mark.sequence) of a journal "
                + "that they do not have. Nothing is destroyed until a person has looked."
            try workspace.store.putOn(.restored, because: reason, at: now)
        }
        let back = marker.at - now.epochSeconds
        if workspace.store.kind != .lab, back > workspace.settings.clockTolerance {
            try Self.distrustClock(-back, in: workspace, at: now)
        }
    }

    private static func distrustClock(_ seconds: Int64, in workspace: Workspace, at now: Instant) throws {
        let direction = seconds > 0 ? "forwards" : "back"
        let reason =
            "The clock of this machine jumped \(direction) by \(seconds.magnitude) seconds, at \(workspace.narrator.time(now)). "
            + "Nothing is destroyed until a person has looked."
        try workspace.store.putOn(.clock, because: reason, at: now)
    }

    /// After a pass: what the next one must find again.
    mutating func remember(_ workspace: Workspace, at now: Instant) throws {
        let new = PassMarker(at: now.epochSeconds, journal: try workspace.store.journalHead())
        if let marker, marker.journal == new.journal, (0..<Self.markerAge).contains(new.at - marker.at) { return }
        try new.save(workspace.directory.passMarker)
        marker = new
    }

    private static func words(_ held: [Ending], of servers: Int, _ policy: BrakePolicy) -> String {
        let destroyed = held.count { $0.kind == .destroy }
        let some = held.prefix(5).map(\.server.description).joined(separator: ", ")
        let rest = held.count > 5 ? " and \(held.count - 5) more" : ""
        return
            "\(held.count) of \(servers) servers would be stopped (\(held.count - destroyed)) or destroyed (\(destroyed)) "
            + "at once, and \(policy.most(of: servers)) may be without a person: \(some)\(rest). All of them are kept as they are."
    }
}
