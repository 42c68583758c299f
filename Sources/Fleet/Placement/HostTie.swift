package import Contract

/// What a host has of a server already, so that it cannot be placed there.
package enum HostTie: String, Codable, Equatable, Sendable {
    /// It is there.
    case home
    /// Files that it left when the host was given up: a person decides what becomes of them.
    case kept
    /// Files of a move, or to be erased.
    case passing

    package func words(of server: ServerID, on host: String) -> String {
        switch self {
        case .home: "\(host) has it already"
        case .kept:
            "\(host) keeps files of it (`lessor server restore \(server) --from \(host)` lets it run there with them, "
                + "`lessor server discard \(server) --on \(host)` lets it begin anew)"
        case .passing: "\(host) has files of it that are still to be erased"
        }
    }
}
