import Wire

/// `state/desired.json`: what was accepted for every server that this host ever had. An erased server stays in it,
/// without its program, so that its generation is remembered.
struct ServerBook: Codable, Equatable {
    struct Entry: Codable, Equatable {
        var desired: DesiredServer
        /// The proof, once it is absent.
        var erasure: String?
        /// The agent's time of the erasure.
        var erasedAt: Int64?
        /// While its directory is kept before it is erased.
        var aside: Aside?
        /// Given up during this boot; a reboot or a newer generation tries again.
        var failedInBoot: String?
        /// Why it was given up.
        var failure: String?
    }

    /// A directory that waits for its erasure.
    struct Aside: Codable, Equatable {
        /// Its name there, beside those of servers.
        var folder: String
        /// The agent's time since which it is kept.
        var since: Int64
    }

    var version = 1
    var servers: [String: Entry] = [:]

    private static let name = "desired.json"

    static func load(from state: Folder) throws(AgentError) -> ServerBook {
        guard let bytes = try state.read(name) else { return ServerBook() }
        guard let book = JSONText.decode(ServerBook.self, from: bytes), book.version == 1 else {
            throw AgentError(
                "\(state.path)/\(name) is damaged or of a newer agent; move it away and apply the desired state again."
            )
        }
        return book
    }

    func save(to state: Folder) throws(AgentError) {
        try state.replace(Self.name, with: try JSONText.encode(self))
    }
}
