import Glibc

/// Reads `/proc`.
enum ProcessTable {
    /// What `/proc/PID/stat` says of one process.
    struct Entry: Equatable {
        let name: String
        /// Ended, the last of its threads too: a first thread alone may be dead while others still hold the sockets.
        let dead: Bool
        let parent: Int32
        let session: Int32
        let startTime: UInt64
    }

    /// The kernel's boot id, new at every boot.
    static let bootID = ByteStream.readText("/proc/sys/kernel/random/boot_id") ?? "unknown"

    static func entry(_ processID: Int32) -> Entry? {
        guard let text = ByteStream.readText("/proc/\(processID)/stat") else { return nil }
        return parse(text)
    }

    /// The name may hold blanks and brackets, so fields count from the last closing bracket.
    static func parse(_ text: String) -> Entry? {
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close else { return nil }
        let fields = text[text.index(after: close)...].split(separator: " ")
        guard fields.count > 19, let parent = Int32(fields[1]), let session = Int32(fields[3]),
            let start = UInt64(fields[19])
        else { return nil }
        let name = String(text[text.index(after: open)..<close])
        let ended = fields[0] == "X" || (fields[0] == "Z" && Int(fields[17]) ?? 0 <= 1)
        return Entry(name: name, dead: ended, parent: parent, session: session, startTime: start)
    }

    /// The identity of a process that is there now.
    static func identity(_ processID: Int32) -> ProcessIdentity? {
        entry(processID).map { ProcessIdentity(processID: processID, startTime: $0.startTime, bootID: bootID) }
    }

    /// Whether that very process still runs (a zombie does not).
    static func lives(_ identity: ProcessIdentity) -> Bool {
        guard identity.bootID == bootID, let entry = entry(identity.processID) else { return false }
        return entry.startTime == identity.startTime && !entry.dead
    }

    /// Living processes of one session, or of one user where servers have their own.
    static func members(session: Int32, user: UInt32?) -> [Int32] {
        all().filter { processID in
            guard let entry = entry(processID), !entry.dead else { return false }
            if entry.session == session { return true }
            return user != nil && self.user(processID) == user
        }
    }

    /// Who owns a process; nil where it is gone.
    static func user(_ processID: Int32) -> UInt32? {
        var facts = stat()
        return stat("/proc/\(processID)", &facts) == 0 ? facts.st_uid : nil
    }

    /// Whether a process is another one, of its session, or below it.
    static func isBelow(_ processID: Int32, _ root: Int32) -> Bool {
        var next = processID
        // No tree is that deep; a table that changes meanwhile must not make a circle.
        for _ in 0..<64 {
            if next == root { return true }
            guard let entry = entry(next), next > 1 else { return false }
            if entry.session == root { return true }
            next = entry.parent
        }
        return false
    }

    /// Whether a process is in a systemd unit.
    static func isIn(_ scope: String, _ processID: Int32) -> Bool {
        ByteStream.readText("/proc/\(processID)/cgroup")?.contains("/\(scope)") ?? false
    }

    /// Who lived at one moment: for looking at many sessions at once.
    struct Census {
        private let sessions: Set<Int32>
        private let users: Set<UInt32>

        /// - Parameter users: whether to note whose they are too.
        init(users wanted: Bool) {
            var (sessions, users): (Set<Int32>, Set<UInt32>) = ([], [])
            for processID in ProcessTable.all() {
                guard let entry = ProcessTable.entry(processID), !entry.dead else { continue }
                sessions.insert(entry.session)
                if wanted, let user = ProcessTable.user(processID) { users.insert(user) }
            }
            (self.sessions, self.users) = (sessions, users)
        }

        func hasMembers(session: Int32, user: UInt32?) -> Bool {
            sessions.contains(session) || user.map(users.contains) ?? false
        }
    }

    static func all() -> [Int32] {
        guard let folder = try? Folder.open("/proc"), let names = try? folder.names() else { return [] }
        return names.compactMap { Int32($0) }
    }
}
