package import Contract

/// Why no host takes a server: for each host, the first limit that binds.
package struct PlacementRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Limit: Error, Equatable, Sendable {
        case drained
        case unreachable
        /// It is there, or something of it is kept there.
        case taken(ServerID, HostTie)
        case labels([HostLabel])
        case slots(free: Int, capacity: Int, needed: Int)
        case memory(free: Memory, capacity: Memory, needed: Memory)
        case addresses(Set<AddressFamily>)
        case ports(PortPool, needed: Int)
    }

    package struct HostLimit: Equatable, Sendable, CustomStringConvertible {
        package let host: String
        package let limit: Limit

        package init(host: String, limit: Limit) {
            self.host = host
            self.limit = limit
        }

        package var description: String {
            switch limit {
            case .drained: "\(host) is drained"
            case .unreachable: "\(host) does not answer"
            case .taken(let server, let tie): tie.words(of: server, on: host)
            case .labels(let missing): "\(host) has no label \(missing.map(\.description).joined(separator: ", "))"
            case .slots(let free, let capacity, let needed):
                "\(host) has \(free) of \(capacity) slots free, \(needed) needed"
            case .memory(let free, let capacity, let needed):
                "\(host) has \(free.mebibytes) of \(capacity.mebibytes) MiB of memory free, \(needed.mebibytesNeeded) needed"
            case .addresses(let families) where families.count < AddressFamily.allCases.count:
                "\(host) has no \(families.sorted().map(\.words).joined(separator: " or ")) address, and the product serves on no other"
            case .addresses: "\(host) has no address for servers"
            case .ports(let pool, let needed):
                "\(host) has no free set of \(needed) port(s) in \(pool) on any address"
            }
        }
    }

    package let server: ServerID
    package let slots: Int
    /// The one host that it may go to.
    package let only: String?
    /// Sorted by the hosts' names.
    package let limits: [HostLimit]

    package init(server: ServerID, slots: Int, only: String? = nil, limits: [HostLimit]) {
        self.server = server
        self.slots = slots
        self.only = only
        self.limits = limits
    }

    package var description: String {
        let reasons = limits.map(\.description).joined(separator: "; ")
        guard let only else {
            guard !limits.isEmpty else {
                return "No host can take \(server): there is none yet; add one with `lessor host add`."
            }
            return "No host can take \(server) with \(slots) slots: \(reasons); add room or another host."
        }
        let reason = limits.isEmpty ? "there is no host \(only)" : reasons
        return
            "Host \(only) cannot take \(server) with \(slots) slots: \(reason); make room there, or let it go elsewhere."
    }
}
