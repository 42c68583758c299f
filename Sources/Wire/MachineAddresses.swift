/// The addresses that a server can bind on a machine: those that its kernel takes for its own. Whole blocks are among them, as
/// 127.0.0.0/8 is everywhere.
package struct MachineAddresses: Equatable, Sendable {
    private let blocks: [AddressBlock]

    /// What an agent says of its machine. Nil where it says nothing.
    package init?(_ words: [String]?) {
        guard let words else { return nil }
        blocks = words.compactMap { AddressBlock($0) }
    }

    /// As the kernel lists them. Nil where it lists none at all, which no machine is without.
    ///
    /// - Parameters:
    ///   - trie: `/proc/net/fib_trie`, or of it the lines with an address or `LOCAL`.
    ///   - routes: `/proc/net/ipv6_route`, or some of its lines.
    ///   - bindsAny: `ip_nonlocal_bind` of IPv4 and of IPv6: a server may bind an address before the machine has it.
    package init?(trie: String, routes: String, bindsAny: (ipv4: Bool, ipv6: Bool)) {
        var found = Self.local(trie) + routes.split(separator: "\n").compactMap(Self.local(route:))
        guard !found.isEmpty else { return nil }
        if bindsAny.ipv4 { found.append(contentsOf: [AddressBlock("0.0.0.0/0")].compactMap(\.self)) }
        if bindsAny.ipv6 { found.append(contentsOf: [AddressBlock("::/0")].compactMap(\.self)) }
        var seen: Set<AddressBlock> = []
        let own = found.filter { !$0.isLinkLocal && seen.insert($0).inserted }
        // One within a block says nothing new.
        blocks = own.filter { one in !own.contains { $0 != one && $0.contains(one) } }
    }

    /// For the wire.
    package var words: [String] { blocks.map(\.description) }

    /// Those that the machine does not have, in their order.
    package func lacking(_ addresses: [String]) -> [String] {
        addresses.filter { text in
            guard let address = AddressBlock(text), !address.isUnspecified else { return true }
            return !blocks.contains { $0.contains(address) }
        }
    }

    /// For people: `127.0.0.0/8, 192.0.2.10`.
    package var list: String { words.joined(separator: ", ") }

    /// Each address stands before the lines that say how it is routed.
    private static func local(_ trie: String) -> [AddressBlock] {
        var address: Substring?
        var found: [AddressBlock] = []
        for line in trie.split(separator: "\n") {
            let fields = line.split(separator: " ")
            if fields.count == 2, fields[0] == "|--" { address = fields[1] }
            guard fields.count == 3, fields[1] == "host", fields[2] == "LOCAL", let address else { continue }
            if let block = AddressBlock("\(address)\(fields[0])") { found.append(block) }
        }
        return found
    }

    /// `RTF_LOCAL` of linux/ipv6_route.h.
    private static func local(route line: Substring) -> AddressBlock? {
        let fields = line.split(separator: " ")
        guard fields.count == 10, fields[0].utf8.count == 32, let flags = UInt32(fields[8], radix: 16),
            flags & 0x8000_0000 != 0
        else { return nil }
        var digits = fields[0]
        var bytes: [UInt8] = []
        while let byte = UInt8(digits.prefix(2), radix: 16) {
            bytes.append(byte)
            digits = digits.dropFirst(2)
        }
        return bytes.count == 16 ? AddressBlock(bytes, prefix: Int(fields[1], radix: 16)) : nil
    }
}
