import FoundationEssentials

/// Whose host a machine is, by the agent.json that lies there.
package struct AgentClaim: Equatable, Sendable {
    /// The agent's directory.
    package let root: String
    /// What its installation calls it.
    package let host: String
    /// The installation's identity; agents of before have none.
    package let instance: String?

    package enum Owner: Equatable, Sendable {
        case ours
        /// Another host of these books.
        case sibling(String)
        /// Another installation, which calls it so.
        case stranger(String)
    }

    package init(root: String, host: String, instance: String?) {
        self.root = root
        self.host = host
        self.instance = instance
    }

    /// `DIRECTORY {…}`; nil where that is no agent's configuration.
    init?(line: String) {
        struct Identity: Decodable {
            let host: String
            let instance: String?
        }
        guard let brace = line.firstIndex(of: "{"), line[..<brace].last == " " else { return nil }
        let json = Data(line[brace...].utf8)
        guard let identity = try? JSONDecoder().decode(Identity.self, from: json) else { return nil }
        self.init(root: String(line[..<brace].dropLast()), host: identity.host, instance: identity.instance)
    }

    /// Whose it is for an installation that wants it as `name`. A name that its books have no more was removed from them.
    package func owner(for name: String, of instance: String, inBooks: (String) throws -> Bool) rethrows -> Owner {
        if host == name, self.instance == nil || self.instance == instance { return .ours }
        guard self.instance == instance else { return .stranger(host) }
        return try inBooks(host) ? .sibling(host) : .ours
    }
}
