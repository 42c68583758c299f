import Foundation
import Wire

/// Addresses that servers may use, as a person writes them: `192.0.2.10,192.0.2.16/29,2001:db8::10`.
enum AddressPool {
    /// More would be a mistake in the prefix.
    static let most = 1024

    /// All of them, in numbers and in order, each once. Of a block of IPv4 its first and last address are left out, which name the
    /// net and everybody on it; blocks of two addresses and single ones are taken whole.
    static func parse(_ text: String) throws -> [String] {
        var addresses: [String] = []
        for entry in text.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) where !entry.isEmpty {
            addresses += try expand(entry)
            if let all = addresses.first(where: { AddressBlock($0)?.isUnspecified == true }) {
                throw CommandFailure(
                    description:
                        "\(all) stands for every address of a machine; name those that servers may use with --serve-on."
                )
            }
            guard addresses.count <= most else {
                throw CommandFailure(description: "\(entry) brings more than \(most) addresses; name a smaller block.")
            }
        }
        var seen: Set<String> = []
        return addresses.filter { seen.insert($0).inserted }
    }

    private static func expand(_ entry: String) throws -> [String] {
        let parts = entry.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2, let bytes = Self.bytes(parts[0]) else {
            throw CommandFailure(
                description: "\(entry) is not a numeric address; name those that servers may use with --serve-on."
            )
        }
        guard parts.count == 2 else { return [Self.text(bytes)] }
        let bits = bytes.count * 8
        guard let prefix = Int(parts[1]), (0...bits).contains(prefix) else {
            throw CommandFailure(description: "\(entry) has no prefix from 0 to \(bits); write it as in 192.0.2.16/29.")
        }
        let (base, isNet) = masked(bytes, prefix)
        guard isNet else {
            throw CommandFailure(
                description:
                    "\(entry) does not begin its block; write \(Self.text(base))/\(prefix), or the addresses one by one."
            )
        }
        return block(base, hostBits: bits - prefix)
    }

    private static func block(_ base: [UInt8], hostBits: Int) -> [String] {
        // One too many tells the caller that there are too many.
        let count = hostBits > 10 ? most + 3 : 1 << hostBits
        let all = (0..<count).map { text(adding($0, to: base)) }
        return base.count == 4 && hostBits > 1 ? Array(all.dropFirst().dropLast()) : all
    }

    /// The first address of the block, and whether that is the one given.
    private static func masked(_ bytes: [UInt8], _ prefix: Int) -> ([UInt8], Bool) {
        let base = bytes.indices.map { index in
            let kept = min(8, max(0, prefix - index * 8))
            return bytes[index] & ~UInt8(truncatingIfNeeded: 0xFF >> kept)
        }
        return (base, base == bytes)
    }

    private static func adding(_ count: Int, to base: [UInt8]) -> [UInt8] {
        var (bytes, carry) = (base, count)
        for index in bytes.indices.reversed() where carry > 0 {
            carry += Int(bytes[index])
            bytes[index] = UInt8(carry & 0xFF)
            carry >>= 8
        }
        return bytes
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: four) { Array($0) } }
        if inet_pton(AF_INET6, text, &six) == 1 { return withUnsafeBytes(of: six) { Array($0) } }
        return nil
    }

    private static func text(_ bytes: [UInt8]) -> String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &buffer, socklen_t(buffer.count))
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
