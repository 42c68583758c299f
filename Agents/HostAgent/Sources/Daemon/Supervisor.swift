import Glibc
import Wire

/// Makes every server what is desired of it. Never waits: each call does what can be done now.
final class Supervisor {
    let root: AgentRoot
    let chronicle: Chronicle
    /// Whether every server sees a host of its own.
    let makesViews: Bool
    private(set) var book: ServerBook
    private(set) var units: [ServerName: ServerUnit] = [:]
    var agenda = Agenda()
    /// Servers that may have a probe under way.
    var probed: Set<ServerName> = []
    /// Servers whose next probe result somebody waits for.
    var awaited: Set<ServerName> = []
    /// Servers whose status file is older than what they show.
    var dirty: Set<ServerName> = []
    /// Whether servers may start before the controller has spoken.
    var word: ControllerWord
    /// The kernel's tables of sockets, and when they were read.
    var recentTables = SocketTables()
    var tablesReadAt = -Double.infinity
    /// What was found when it was looked last, and when that was.
    var lastFindings: [HostFinding] = []
    var lookedAt = -Double.infinity

    init(root: AgentRoot, chronicle: Chronicle) throws(AgentError) {
        self.root = root
        self.chronicle = chronicle
        makesViews = PrivateView.isPossible(own: root.configuration.firstUserID != nil, in: root.path)
        book = try ServerBook.load(from: root.state)
        let now = MachineClock.monotonic()
        word = try ControllerWord(state: root.state, now: now)
        for (id, entry) in book.servers {
            guard let name = ServerName(id) else { continue }
            let since = entry.erasedAt ?? chronicle.openSince(id) ?? chronicle.now
            units[name] = ServerUnit(name, entry, since: since, now: now)
        }
        for unit in sortedUnits { try adopt(unit, now) }
        holdBack()
        dirty = Set(units.keys)
        wakeAll()
    }

    var sortedUnits: [ServerUnit] { units.values.sorted { $0.name < $1.name } }

    /// Takes a whole desired state: kept first, then acted upon. Throws when it could not be kept; then nothing has
    /// changed.
    func apply(_ desired: DesiredHost) throws(AgentError) -> [RefusedServer] {
        let check = ProgramCheck(
            allowed: root.configuration.programs,
            files: root.configuration.files ?? [],
            ownUsers: root.configuration.firstUserID != nil,
            hidden: makesViews ? PrivateView.hidden(with: root.path) : []
        )
        var next = book
        var refused: [RefusedServer] = []
        var taken: [ServerName] = []
        for wanted in desired.servers {
            switch Acceptance(wanted, known: next.servers[wanted.id], fault: check.fault) {
            case .same: break
            case .refuse(let message):
                refused.append(RefusedServer(id: AgentLog.printable(wanted.id, limit: 100), message: message))
            case .take(let accepted):
                guard let name = ServerName(accepted.id), hasUser(name) else {
                    refused.append(
                        RefusedServer(
                            id: wanted.id,
                            message: "\(wanted.id) has no user id on this host; lower its number."
                        )
                    )
                    continue
                }
                let known = next.servers[accepted.id]
                if accepted.state != .absent, let aside = known?.aside { putBack(name, aside) }
                next.servers[accepted.id] = ServerBook.Entry(desired: accepted)
                if accepted.state == .absent, let known, let proof = known.erasure {
                    // Nothing came back since; the proof of then stands.
                    next.servers[accepted.id]?.erasure = proof
                    next.servers[accepted.id]?.erasedAt = known.erasedAt
                } else if accepted.state == .absent {
                    next.servers[accepted.id]?.aside = known?.aside
                }
                taken.append(name)
            }
        }
        guard !taken.isEmpty else { return refused }
        try next.save(to: root.state)
        book = next
        for name in taken { take(name) }
        return refused
    }

    private func take(_ name: ServerName) {
        guard let entry = book.servers[name.description] else { return }
        let now = MachineClock.monotonic()
        let unit = units[name] ?? ServerUnit(name, entry, since: chronicle.now, now: now)
        units[name] = unit
        unit.entry = entry
        dirty.insert(name)
        unit.crashes = CrashHistory()
        unit.damagedSaves = []
        unit.restarts = 0
        unit.obstacle = nil
        unit.notBefore = 0
        unit.resizing = nil
        unit.wantedAt = now
        switch unit.life {
        case .waiting, .failed: unit.life = .none
        case .erased where entry.erasure == nil: unit.life = .none
        case .erased, .none, .preparing, .alive, .stopping: break
        }
        converge(unit, now)
    }

    /// Changes what is kept of a server.
    func update(_ unit: ServerUnit, _ change: (inout ServerBook.Entry) -> Void) throws(AgentError) {
        var next = book
        var entry = unit.entry
        change(&entry)
        next.servers[unit.name.description] = entry
        try next.save(to: root.state)
        book = next
        unit.entry = entry
    }

    /// Whether every server gets a systemd unit.
    var makesUnits: Bool { ServerScope.isPossible(own: root.configuration.firstUserID != nil) }

    /// The server's own user id; nil where all run as the agent's user.
    func user(_ name: ServerName) -> UInt32? { root.configuration.firstUserID.flatMap { name.user(first: $0) } }

    private func hasUser(_ name: ServerName) -> Bool { root.configuration.firstUserID == nil || user(name) != nil }
}
