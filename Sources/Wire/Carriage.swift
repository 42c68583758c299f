/// What the parts of a server's files tell, by a number that grows.
package enum CarriageForm {
    /// When files were modified and links within the server's directory, besides directories and files. Agents that name no form
    /// know neither.
    package static let timesAndLinks = 2
}

/// Where a server's files were left off while they are carried: an entry below its directory, and how much of it is done.
package struct PackCursor: Codable, Equatable, Sendable {
    package let path: String
    package let offset: Int64

    package init(path: String, offset: Int64) {
        self.path = path
        self.offset = offset
    }
}

/// Asks the host that a server leaves for the next part of its files. Answered only while it is stopped there at this generation.
package struct PackQuery: Codable, Equatable, Sendable {
    package let server: String
    package let generation: Int64
    /// Nil at the beginning.
    package let cursor: PackCursor?
    /// The checksum of everything before; empty at the beginning.
    package let chain: String
    /// What the other host understands, as its last `Arrival` said; nil for the first form.
    package let form: Int?

    package init(server: String, generation: Int64, cursor: PackCursor?, chain: String, form: Int? = nil) {
        self.server = server
        self.generation = generation
        self.cursor = cursor
        self.chain = chain
        self.form = form
    }
}

/// A directory, a link, or a stretch of a file.
package struct PackedPiece: Codable, Equatable, Sendable {
    /// Relative to the server's directory.
    package let path: String
    /// Permission bits.
    package let mode: Int
    /// Where the bytes begin in the file; nil for a directory or a link.
    package let offset: Int64?
    /// Base64.
    package let bytes: String
    /// When the file was modified, in nanoseconds since 1970.
    package let modified: Int64?
    /// Where a link leads; nil for anything else.
    package let link: String?

    package init(
        path: String,
        mode: Int,
        offset: Int64?,
        bytes: String,
        modified: Int64? = nil,
        link: String? = nil
    ) {
        self.path = path
        self.mode = mode
        self.offset = offset
        self.bytes = bytes
        self.modified = modified
        self.link = link
    }
}

/// Some pieces in a fixed order.
package struct PackedPart: Codable, Equatable, Sendable {
    package let pieces: [PackedPiece]
    /// Where the next part begins; nil for the last.
    package let next: PackCursor?
    /// SHA-256 over the checksum of everything before and these pieces, in hexadecimal digits.
    package let chain: String

    package init(pieces: [PackedPiece], next: PackCursor?, chain: String) {
        self.pieces = pieces
        self.next = next
        self.chain = chain
    }
}

/// Asks the host that a server comes to how far its files have arrived for this generation.
package struct ArrivalQuery: Codable, Equatable, Sendable {
    package let server: String
    package let generation: Int64

    package init(server: String, generation: Int64) {
        self.server = server
        self.generation = generation
    }
}

/// Hands over a part. One that does not follow on what has arrived changes nothing.
package struct UnpackOrder: Codable, Equatable, Sendable {
    package let server: String
    package let generation: Int64
    /// The checksum of everything before.
    package let previous: String
    package let part: PackedPart

    package init(server: String, generation: Int64, previous: String, part: PackedPart) {
        self.server = server
        self.generation = generation
        self.previous = previous
        self.part = part
    }
}

/// How far a server's files have arrived.
package struct Arrival: Codable, Equatable, Sendable {
    /// Where the next part begins; nil at the beginning and at the end.
    package let cursor: PackCursor?
    package let chain: String
    package let files: Int
    package let bytes: Int64
    /// Everything is there, flushed, and in the server's place.
    package let complete: Bool
    /// The newest `CarriageForm` that this host understands; nil for the first.
    package let form: Int?

    package init(
        cursor: PackCursor? = nil,
        chain: String = "",
        files: Int = 0,
        bytes: Int64 = 0,
        complete: Bool = false,
        form: Int? = nil
    ) {
        self.cursor = cursor
        self.chain = chain
        self.files = files
        self.bytes = bytes
        self.complete = complete
        self.form = form
    }
}
