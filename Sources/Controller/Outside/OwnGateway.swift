import Foundation

/// This machine's way out, as its kernel knows it. Only of IPv4, whose tables anybody may read.
struct OwnGateway: Equatable {
    let address: String
    let device: String

    /// The default route of least metric in the text of `/proc/net/route`; nil where there is none.
    static func parse(routes: String) -> OwnGateway? {
        let zero: Substring = "00000000"
        let defaults = rows(of: routes).filter { row in
            row.count >= 8 && row[1] == zero && row[7] == zero && row[2] != zero
        }
        let best = defaults.min { (Int($0[6]) ?? 0) < (Int($1[6]) ?? 0) }
        guard let best, let word = UInt32(best[2], radix: 16) else { return nil }
        // As the machine has it in memory: the lowest byte first.
        let bytes = (0..<4).map { (byte: UInt32) -> String in String(word >> (8 * byte) & 0xFF) }
        let address = bytes.joined(separator: ".")
        return OwnGateway(address: address, device: String(best[0]))
    }

    /// Whether the kernel asked for it in vain: its line in the text of `/proc/net/arp` has no address.
    func isGone(neighbours: String) -> Bool {
        Self.rows(of: neighbours).contains { row in
            row.count >= 6 && row[0] == address && row[5] == device && row[2] == "0x0"
        }
    }

    /// The words of each line after the heading.
    private static func rows(of table: String) -> [[Substring]] {
        table.split(separator: "\n").dropFirst().map { $0.split(whereSeparator: \.isWhitespace) }
    }

    /// Why this machine's own network is broken; nil where nothing says so.
    /// - Parameter before: the gateway that it had at the last look.
    static func trouble(routes: String, neighbours: String, before: OwnGateway?) -> String? {
        guard let now = parse(routes: routes) else {
            return before.map { "this machine's route by \($0.address) is gone" }
        }
        return now.isGone(neighbours: neighbours) ? "this machine's gateway \(now.address) does not answer" : nil
    }

    static func table(_ name: String) -> String {
        (try? String(contentsOfFile: "/proc/net/\(name)", encoding: .utf8)) ?? ""
    }
}
