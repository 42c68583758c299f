/// What a server's directory says of its virtual server, for as long as the instance may have it. Written before each step that it
/// tells, so that no virtual server is without an owner, whenever the power fails.
enum VirtualServerNote: Equatable {
    /// It may be there under this name, which nobody else's has.
    case making(name: String)
    /// It is there, and has not got its data yet.
    case filling(id: Int)
    case made(id: Int, identity: String, Standing)

    enum Standing: Equatable {
        /// It does not run, and the file of its data is what it has.
        case ended
        /// Neither is sure.
        case open
        /// It is online, looked after by this process: ``ProcessIdentity/mark``.
        case served(by: String)

        init(_ word: String) {
            switch word {
            case "ended": self = .ended
            case "open": self = .open
            default: self = .served(by: word)
            }
        }

        var word: String {
            switch self {
            case .ended: "ended"
            case .open: "open"
            case .served(let mark): mark
            }
        }
    }

    static let fileName = ".virtual-server"

    func means(_ server: VirtualServer) -> Bool {
        switch self {
        case .making(let name): server.name == name
        case .filling(let id): server.id == id
        case .made(let id, let identity, _): server.id == id && server.identity == identity
        }
    }

    var isWhole: Bool { if case .made = self { true } else { false } }

    /// Whether it has been ended as a stop does it.
    var isEnded: Bool { if case .made(_, _, .ended) = self { true } else { false } }

    var text: String {
        switch self {
        case .making(let name): "making \(name)\n"
        case .filling(let id): "filling \(id)\n"
        case .made(let id, let identity, let standing): "made \(id) \(identity) \(standing.word)\n"
        }
    }

    /// Nil for a text that is none.
    init?(_ text: String) {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        switch (words.first, words.count) {
        case ("making", 2): self = .making(name: words[1])
        case ("filling", 2):
            guard let id = Int(words[1]) else { return nil }
            self = .filling(id: id)
        case ("made", 4):
            guard let id = Int(words[1]) else { return nil }
            self = .made(id: id, identity: words[2], Standing(words[3]))
        default: return nil
        }
    }

    /// Nil where there is none.
    static func load(from folder: Folder) throws(AgentError) -> VirtualServerNote? {
        guard let bytes = try folder.read(fileName, limit: 4096) else { return nil }
        guard let note = VirtualServerNote(String(decoding: bytes, as: UTF8.self)) else {
            throw AgentError(
                "\(folder.path)/\(fileName) is damaged; delete its virtual server through ServerQuery, then this file."
            )
        }
        return note
    }

    func save(to folder: Folder) throws(AgentError) { try folder.replace(Self.fileName, with: Array(text.utf8)) }
}
