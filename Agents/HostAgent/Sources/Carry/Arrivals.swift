import Glibc
import Wire

/// A server's files on their way in: kept aside until the last part is there, so that no half of a directory is ever taken for one.
struct Arrivals {
    let root: AgentRoot
    let name: ServerName
    let generation: Int64
    /// The server's own user, where it has one.
    let user: UInt32?

    /// `state/arrivals/srv-1001.json`: what has arrived and been flushed.
    private struct Record: Codable {
        var generation: Int64
        var arrival: Arrival
        /// All parts are there; what is left is to put them in place.
        var whole = false
    }

    /// How far it has come, finishing what a crash left unfinished.
    func arrival() throws(AgentError) -> Arrival {
        var record = try load()
        if record.whole, !record.arrival.complete { try settle(&record) }
        return record.arrival.understood
    }

    /// Takes a part that follows on what has arrived; another one changes nothing.
    func take(_ order: UnpackOrder) throws(AgentError) -> Arrival {
        var record = try load()
        let known = record.arrival
        guard !record.whole, order.previous == known.chain else { return try arrival() }
        guard PackedPart.chain(order.part.pieces, after: known.chain) == order.part.chain else {
            throw AgentError("A part of \(name) was damaged on its way; it was not taken, send it again.")
        }
        let folder = try ServerFolder.make(name, in: root.servers, as: aside, user: user)
        var (files, bytes) = (known.files, known.bytes)
        for piece in order.part.pieces {
            let count = try put(piece, in: folder)
            if piece.offset == 0 { files += 1 }
            bytes += Int64(count)
        }
        try folder.flushFileSystem()
        record.arrival = Arrival(cursor: order.part.next, chain: order.part.chain, files: files, bytes: bytes)
        record.whole = order.part.next == nil
        try save(record)
        return try arrival()
    }

    private var aside: String { ".arriving-\(name)-\(generation)" }

    /// Puts everything in the server's place, once: the name is free, or there was nothing to carry.
    private func settle(_ record: inout Record) throws(AgentError) {
        if root.servers.facts(aside) != nil {
            try root.servers.rename(aside, to: name.description)
            try root.servers.sync()
        }
        let done = record.arrival
        record.arrival = Arrival(chain: done.chain, files: done.files, bytes: done.bytes, complete: true)
        try save(record)
    }

    /// Writes a piece; returns how many bytes it has.
    private func put(_ piece: PackedPiece, in folder: Folder) throws(AgentError) -> Int {
        var parts = piece.path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }), piece.path != ServerFolder.marker,
            let content = piece.content, piece.link.map({ CarriedLink.stays($0, at: piece.path) }) ?? true
        else {
            throw AgentError(
                "A part of \(name) holds the entry “\(AgentLog.printable(piece.path))”, which cannot be taken."
            )
        }
        let last = parts.removeLast()
        let place = try place(parts, of: piece, in: folder)
        // The agent's own notes stay the agent's, so that the server cannot take them away.
        let owner = last.hasPrefix(".lessor-") && parts.isEmpty ? nil : user
        let rights = FileRights(mode: mode_t(piece.mode & 0o777), user: owner, group: owner)
        if let link = piece.link {
            try place.makeLink(last, to: link, owner: user)
            return 0
        }
        guard let offset = piece.offset else {
            _ = try place.makeFolder(last, FileRights(mode: rights.mode | 0o700, user: owner, group: owner))
            return 0
        }
        try place.write(content, to: last, at: offset, rights, modified: piece.modified)
        return content.count
    }

    private func place(_ parts: [String], of piece: PackedPiece, in folder: Folder) throws(AgentError) -> Folder {
        var place = folder
        for part in parts {
            guard let inner = try place.folder(part) else {
                throw AgentError(
                    "A part of \(name) comes before its directory \(AgentLog.printable(piece.path)); send all again."
                )
            }
            place = inner
        }
        return place
    }

    private func load() throws(AgentError) -> Record {
        let folder = try root.state.makeFolder("arrivals")
        let known = try folder.read("\(name).json", limit: 1 << 20).flatMap { JSONText.decode(Record.self, from: $0) }
        if let known, known.generation == generation { return known }
        try clear()
        return Record(generation: generation, arrival: Arrival())
    }

    private func save(_ record: Record) throws(AgentError) {
        try root.state.makeFolder("arrivals").replace("\(name).json", with: try JSONText.encode(record))
    }

    /// What an earlier attempt left is nobody's; it goes with the next erasure of this server.
    private func clear() throws(AgentError) { try Self.callOff(name, in: root.servers, except: aside) }

    /// Moves everything that was arriving to where the eraser looks.
    static func callOff(_ name: ServerName, in servers: Folder, except kept: String? = nil) throws(AgentError) {
        for entry in try servers.names() where entry.hasPrefix(".arriving-\(name)-") && entry != kept {
            try servers.rename(entry, to: ".erased-\(name)-" + entry.dropFirst(".arriving-\(name)-".count) + ".a")
        }
    }
}

extension Arrival {
    /// The same with the newest form that this agent understands.
    fileprivate var understood: Arrival {
        Arrival(
            cursor: cursor,
            chain: chain,
            files: files,
            bytes: bytes,
            complete: complete,
            form: CarriageForm.timesAndLinks
        )
    }
}
