import FoundationEssentials
import Glibc
import Wire

extension PackedPart {
    /// The checksum of these pieces after `previous`: every path, mode, place, time, link and byte counts.
    static func chain(_ pieces: [PackedPiece], after previous: String) -> String {
        var hash = SHA256()
        hash.add(Array("\(previous)\n".utf8))
        for piece in pieces {
            let place = piece.offset.map(String.init) ?? "directory"
            let times = piece.modified.map { " modified \($0)" } ?? ""
            let link = piece.link.map { " link \($0.utf8.count) \($0)" } ?? ""
            let head = "\(piece.path.utf8.count) \(piece.path) \(piece.mode) \(place) \(piece.bytes.utf8.count)"
            hash.add(Array("\(head)\(times)\(link)\n".utf8))
            hash.add(Array(piece.bytes.utf8))
        }
        return hash.finish()
    }
}

extension PackedPiece {
    /// The bytes; nil where they are no base64.
    var content: [UInt8]? { Data(base64Encoded: bytes).map { Array($0) } }

    init(path: String, mode: mode_t, offset: Int64?, content: [UInt8], modified: Int64? = nil) {
        self.init(
            path: path,
            mode: Int(mode & 0o777),
            offset: offset,
            bytes: Data(content).base64EncodedString(),
            modified: modified
        )
    }

    init(path: String, link: String) {
        self.init(path: path, mode: 0o777, offset: nil, bytes: "", link: link)
    }
}
