import Glibc

/// Addresses that begin alike, as `127.0.0.0/8`; or one alone, as `192.0.2.10`.
package struct AddressBlock: Hashable, Sendable, CustomStringConvertible {
    private let bytes: [UInt8]
    private let prefix: Int

    /// Nil for what is neither.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let bytes = Self.bytes(String(first)) else { return nil }
        self.init(bytes, prefix: parts.count == 2 ? Int(parts[1]) : bytes.count * 8)
    }

    init?(_ bytes: [UInt8], prefix: Int?) {
        guard let prefix, (0...bytes.count * 8).contains(prefix) else { return nil }
        (self.bytes, self.prefix) = (bytes, prefix)
    }

    package var isOne: Bool { prefix == bytes.count * 8 }
    var isIPv4: Bool { bytes.count == 4 }

    /// `0.0.0.0` and `::`, which stand for all addresses of a machine.
    package var isUnspecified: Bool { isOne && bytes.allSatisfy { $0 == 0 } }

    /// Of IPv6, and of no use without the name of an interface.
    var isLinkLocal: Bool { bytes.count == 16 && bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80 }

    package func contains(_ other: AddressBlock) -> Bool {
        guard other.bytes.count == bytes.count, other.prefix >= prefix else { return false }
        return bytes.indices.allSatisfy { index in
            let kept = min(8, max(0, prefix - index * 8))
            return (bytes[index] ^ other.bytes[index]) & ~UInt8(truncatingIfNeeded: 0xFF >> kept) == 0
        }
    }

    package var description: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &buffer, socklen_t(buffer.count))
        let address = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return isOne ? address : "\(address)/\(prefix)"
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
        if inet_pton(AF_INET6, text, &six) == 1 { return withUnsafeBytes(of: six) { Array($0) } }
        return nil
    }
}
