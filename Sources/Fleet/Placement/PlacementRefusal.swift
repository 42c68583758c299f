package import Contract

/// Why no host takes a server: for each host, the limit that binds.
package struct PlacementRefusal: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Limit: Equatable, Sendable {
        case slots(free: Int, capacity: Int, needed: Int)
        case ports(range: ClosedRange<Int>, needed: Int)
        case addresses
        case drained
        case unreachable
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
            case .slots(let free, let capacity, let needed):
                "\(host) has \(free) of \(capacity) slots free, \(needed) needed"
            case .ports(let range, let needed):
                "\(host) has no free set of \(needed) port(s) in \(range.lowerBound)-\(range.upperBound) on any address"
            case .addresses: "\(host) has no address for servers"
            case .drained: "\(host) is drained"
            case .unreachable: "\(host) does not answer"
            }
        }
    }

    package let server: ServerID
    package let slots: Int
    /// Sorted by the hosts' names.
    package let limits: [HostLimit]

    package init(server: ServerID, slots: Int, limits: [HostLimit]) {
        self.server = server
        self.slots = slots
        self.limits = limits
    }

    package var description: String {
        guard !limits.isEmpty else {
            return "No host can take \(server): there is none yet; add one with `lessor host add`."
        }
        let reasons = limits.map(\.description).joined(separator: "; ")
        return "No host can take \(server) with \(slots) slots: \(reasons); add room or another host."
    }
}
