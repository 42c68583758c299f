import Glibc
import Wire

/// The append-only record of every server's changes of class. What it has told is on the disk.
final class IntervalJournal {
    private(set) var id: String
    private(set) var records: [IntervalRecord] = []
    /// Numbered in one row with `records`.
    private(set) var players: [PlayerRecord] = []
    private(set) var lastSequence: Int64
    /// The newest record of each server: its open interval.
    private(set) var open: [String: IntervalRecord] = [:]
    /// A sentence when an unreadable journal was set aside and this one begins anew.
    private(set) var damage: String?
    private let folder: Folder
    private var file: Int32 = -1
    private var length = 0
    private var acknowledged: Int64 = 0

    private static let name = "journal"
    /// So many acknowledged records are carried before the file is written anew without them.
    static let mostAcknowledged = 1000
    /// A controller that is away for months does not fill the disk: of more records of players the older half is dropped.
    private static let mostPlayers = 200_000

    init(in folder: Folder) throws(AgentError) {
        self.folder = folder
        id = String(UInt64.random(in: 0 ... .max), radix: 36)
        lastSequence = 0
        let bytes = try folder.read(Self.name, limit: 1 << 30) ?? []
        let text = JournalText(parsing: bytes)
        if let head = text.head, !text.damaged {
            adopt(text, head)
            try openFile()
            if bytes.count > length, ftruncate(file, off_t(length)) != 0 {
                throw .system("cut the torn end of the journal")
            }
        } else {
            if !bytes.isEmpty { try setAside() }
            try rewrite(keeping: [], [])
        }
    }

    deinit { if file >= 0 { close(file) } }

    private func adopt(_ text: JournalText, _ head: JournalText.Head) {
        id = head.journal
        records = text.records
        players = text.players
        lastSequence = max(head.next - 1, text.lastSequence)
        length = text.goodLength
        for record in text.records { open[record.server] = record }
    }

    private func setAside() throws(AgentError) {
        let name = "\(Self.name).damaged-\(MachineClock.wall())"
        try folder.rename(Self.name, to: name)
        damage = "The interval journal was damaged; it was kept as \(folder.path)/\(name) and a new one begun."
    }

    /// Appends and flushes one record. On an error nothing was appended, and the same can be tried again.
    func append(_ change: ClassChange) throws(AgentError) {
        let record = change.record(lastSequence + 1)
        let line = try JournalText.line(record)
        try write(line)
        lastSequence = record.sequence
        records.append(record)
        open[record.server] = record
    }

    /// Appends and flushes stretches of players together.
    func append(_ spans: [(server: String, span: PlayerSpan)]) throws(AgentError) {
        guard !spans.isEmpty else { return }
        let added = spans.enumerated().map {
            $0.element.span.record(lastSequence + 1 + Int64($0.offset), of: $0.element.server)
        }
        var lines: [UInt8] = []
        for record in added { lines += try JournalText.line(record) }
        try write(lines)
        lastSequence += Int64(added.count)
        players += added
        guard players.count > Self.mostPlayers else { return }
        try rewrite(keeping: records, Array(players.suffix(Self.mostPlayers / 2)))
    }

    private func write(_ lines: [UInt8]) throws(AgentError) {
        guard ByteStream.writeAll(lines, to: file), fdatasync(file) == 0 else {
            let error = AgentError.system("append to the interval journal \(folder.path)/\(Self.name)")
            ftruncate(file, off_t(length))
            throw error
        }
        length += lines.count
    }

    /// Records after a sequence number, oldest first.
    func records(after since: Int64, limit: Int) -> [IntervalRecord] {
        // Records stand in order, so the search may go from the end.
        let start = (records.lastIndex { $0.sequence <= since } ?? -1) + 1
        return Array(records[start...].prefix(limit))
    }

    /// The controller has everything up to `since`; drops it from time to time, but never a server's open interval.
    func acknowledge(_ since: Int64) throws(AgentError) {
        acknowledged = max(acknowledged, min(since, lastSequence))
        let kept = records.filter { $0.sequence > acknowledged || open[$0.server]?.sequence == $0.sequence }
        let keptPlayers = players.filter { $0.sequence > acknowledged }
        let dropped = records.count - kept.count + players.count - keptPlayers.count
        guard dropped > Self.mostAcknowledged else { return }
        try rewrite(keeping: kept, keptPlayers)
    }

    private func rewrite(keeping kept: [IntervalRecord], _ keptPlayers: [PlayerRecord]) throws(AgentError) {
        var bytes = try JournalText.line(JournalText.Head(version: 1, journal: id, next: lastSequence + 1))
        // In order of their numbers, by which a reader knows that nothing is missing before the end.
        var rest = keptPlayers[...]
        for record in kept {
            while let player = rest.first, player.sequence < record.sequence {
                bytes += try JournalText.line(player)
                rest.removeFirst()
            }
            bytes += try JournalText.line(record)
        }
        for player in rest { bytes += try JournalText.line(player) }
        try folder.replace(Self.name, with: bytes)
        length = bytes.count
        (records, players) = (kept, keptPlayers)
        try openFile()
    }

    private func openFile() throws(AgentError) {
        if file >= 0 { close(file) }
        file = openat(folder.descriptor, Self.name, O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw .system("open the interval journal \(folder.path)/\(Self.name)") }
    }
}

/// A change of class before it has its sequence number.
struct ClassChange: Equatable {
    let server: String
    let at: Int64
    let kind: IntervalRecord.Class
    let evidence: Evidence

    func record(_ sequence: Int64) -> IntervalRecord {
        IntervalRecord(sequence: sequence, server: server, at: at, kind: kind, evidence: evidence)
    }
}
