/// A kind of address that a server can be given.
package enum AddressFamily: String, Codable, Comparable, Sendable, CaseIterable {
    case ipv4, ipv6

    /// Of a numeric address.
    package init(of address: String) {
        self = address.contains(":") ? .ipv6 : .ipv4
    }

    /// For people.
    package var words: String { self == .ipv4 ? "IPv4" : "IPv6" }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
