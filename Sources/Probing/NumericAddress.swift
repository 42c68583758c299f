package import Glibc

/// An IP address in numbers; names are never looked up.
package enum NumericAddress: Equatable, Sendable {
    case v4(in_addr)
    case v6(in6_addr)

    package static func == (left: NumericAddress, right: NumericAddress) -> Bool { left.words == right.words }

    package init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .v4(four)
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self = .v6(six)
        } else {
            return nil
        }
    }

    package var family: Int32 {
        switch self {
        case .v4: AF_INET
        case .v6: AF_INET6
        }
    }

    /// The address as the machine's own 32-bit words, as `/proc/net` prints them.
    package var words: [UInt32] {
        switch self {
        case .v4(let address): [address.s_addr]
        case .v6(let address): withUnsafeBytes(of: address) { Array($0.bindMemory(to: UInt32.self)) }
        }
    }

    package var isWildcard: Bool { words.allSatisfy { $0 == 0 } }

    /// Calls `body` with the socket address of a port.
    package func withSocketAddress<R>(port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        let network = in_port_t(truncatingIfNeeded: port).bigEndian
        switch self {
        case .v4(let address):
            var socketAddress = sockaddr_in()
            socketAddress.sin_family = sa_family_t(AF_INET)
            socketAddress.sin_port = network
            socketAddress.sin_addr = address
            return Self.rebind(&socketAddress, body)
        case .v6(let address):
            var socketAddress = sockaddr_in6()
            socketAddress.sin6_family = sa_family_t(AF_INET6)
            socketAddress.sin6_port = network
            socketAddress.sin6_addr = address
            return Self.rebind(&socketAddress, body)
        }
    }

    private static func rebind<A, R>(_ value: inout A, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        withUnsafePointer(to: &value) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<A>.size)) }
        }
    }
}
