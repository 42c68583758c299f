package import Contract
import Wire

/// Something that its host would end with its next visit: a process, or a server with its files.
package struct Ending: Codable, Hashable, Comparable, Sendable {
    package enum Kind: String, Codable, Sendable {
        case stop
        /// Cannot be taken back.
        case destroy
    }

    package let server: ServerID
    package let host: String
    package let generation: Int64
    package let kind: Kind

    package init(server: ServerID, host: String, generation: Int64, kind: Kind) {
        self.server = server
        self.host = host
        self.generation = generation
        self.kind = kind
    }

    package static func < (left: Ending, right: Ending) -> Bool {
        (left.server, left.host) < (right.server, right.host)
    }
}

extension ServerRecord {
    /// What its host has not been told yet and would end. A server between two hosts stops by a person's decision, and does not count.
    package var ending: Ending? {
        guard let host, erasedAt == nil, needsSending(observed) else { return nil }
        let runs = observed.map(\.state.mayHaveProcess) ?? (deliveredAt != nil)
        return switch wanted.state {
        case .stopped where runs && !isBarred:
            Ending(server: id, host: host, generation: generation, kind: .stop)
        case .absent where observed?.state != .absent:
            Ending(server: id, host: host, generation: generation, kind: .destroy)
        case .running, .stopped, .absent: nil
        }
    }
}

extension ServerCopy {
    /// That a copy does not run is its fence, and never waits.
    package var ending: Ending? {
        guard state == .absent, needsSending(observed) else { return nil }
        return Ending(server: server, host: host, generation: generation, kind: .destroy)
    }
}
