import Glibc
import Wire

/// Reads a stopped server's directory in parts, always in the same order: names by their bytes, a directory before what is in it.
/// Directories and plain files are carried, and links that lead nowhere else; a socket means nothing on another host.
struct Packer {
    private(set) var pieces: [PackedPiece] = []
    /// Where the next part begins; nil once all is read.
    private(set) var next: PackCursor?
    private var left: Int
    private let mostPieces = 2000
    private let hasTimesAndLinks: Bool
    /// Bytes of files in one part; with base64 around them they fit well into a frame.
    static let partBytes = 512 << 10

    /// - Parameter form: what the other host understands.
    init(
        _ folder: Folder,
        from cursor: PackCursor?,
        bytes: Int = Packer.partBytes,
        form: Int?
    ) throws(AgentError) {
        left = bytes
        hasTimesAndLinks = form ?? 0 >= CarriageForm.timesAndLinks
        let steps = cursor.map { $0.path.split(separator: "/").map(String.init) } ?? []
        try walk(folder, below: "", from: steps[...], offset: cursor?.offset ?? 0)
    }

    /// - Parameter from: the rest of the way to the entry to go on with; what stands before it is done.
    private mutating func walk(
        _ folder: Folder,
        below prefix: String,
        from steps: ArraySlice<String>,
        offset: Int64
    ) throws(AgentError) {
        let names = try folder.names().sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for name in names where next == nil && (prefix + name) != ServerFolder.marker {
            var (rest, begin) = (ArraySlice<String>(), Int64(0))
            if let step = steps.first {
                if name.utf8.lexicographicallyPrecedes(step.utf8) { continue }
                if name == step { (rest, begin) = (steps.dropFirst(), offset) }
            }
            try take(name, in: folder, prefix + name, from: rest, offset: begin)
        }
    }

    private mutating func take(
        _ name: String,
        in folder: Folder,
        _ path: String,
        from rest: ArraySlice<String>,
        offset: Int64
    ) throws(AgentError) {
        guard let facts = folder.facts(name) else {
            throw AgentError(
                "\(folder.path) holds a name that is not UTF-8 or vanished; rename it, so that it can be carried."
            )
        }
        switch facts.st_mode & S_IFMT {
        case S_IFDIR:
            if rest.isEmpty {
                guard begins(path, at: 0) else { return }
                pieces.append(PackedPiece(path: path, mode: facts.st_mode, offset: nil, content: []))
            }
            guard let child = try folder.folder(name) else { return }
            try walk(child, below: path + "/", from: rest, offset: offset)
        case S_IFREG: try read(name, in: folder, path, facts, from: offset)
        case S_IFLNK where hasTimesAndLinks: try readLink(name, in: folder, path)
        default: AgentLog.write("\(folder.path)/\(name) is neither file nor directory and is not carried")
        }
    }

    private mutating func readLink(_ name: String, in folder: Folder, _ path: String) throws(AgentError) {
        guard let target = try folder.link(name), CarriedLink.stays(target, at: path) else {
            AgentLog.write("\(folder.path)/\(name) leads out of its server's directory and is not carried")
            return
        }
        if begins(path, at: 0) { pieces.append(PackedPiece(path: path, link: target)) }
    }

    private mutating func read(
        _ name: String,
        in folder: Folder,
        _ path: String,
        _ facts: stat,
        from offset: Int64
    ) throws(AgentError) {
        guard begins(path, at: offset) else { return }
        let bytes = try folder.read(name, from: offset, most: left)
        let modified = hasTimesAndLinks ? facts.st_mtim.nanoseconds : nil
        pieces.append(
            PackedPiece(path: path, mode: facts.st_mode, offset: offset, content: bytes, modified: modified)
        )
        left -= bytes.count
        let end = offset + Int64(bytes.count)
        if end < Int64(facts.st_size) { next = PackCursor(path: path, offset: end) }
    }

    /// Whether this part takes one more piece; otherwise the next part begins with it.
    private mutating func begins(_ path: String, at offset: Int64) -> Bool {
        guard left > 0, pieces.count < mostPieces else {
            next = PackCursor(path: path, offset: offset)
            return false
        }
        return true
    }
}
