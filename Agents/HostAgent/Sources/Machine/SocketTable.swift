import Glibc
import Probing
import Wire

/// Who holds a port on this machine, from `/proc/net` and `/proc/PID/fd`.
enum SocketTable {
    /// Inodes of the sockets bound to that address (or to all addresses) and port; nil when the table cannot be read.
    static func inodes(_ transport: PortBinding.Transport, _ address: NumericAddress, port: Int) -> [UInt64]? {
        var tables = SocketTables()
        return tables.inodes(transport, address, port: port)
    }

    static func file(_ transport: PortBinding.Transport, _ address: NumericAddress) -> String {
        "/proc/net/\(transport.rawValue)\(address.family == AF_INET6 ? "6" : "")"
    }

    /// The same in a table read before.
    static func inodes(
        _ transport: PortBinding.Transport,
        _ address: NumericAddress,
        port: Int,
        in table: [UInt8]
    ) -> [UInt64] {
        rows(transport, address, port: port, in: table).compactMap { UInt64($0[9]) }
    }

    /// Whose these sockets are: the user of who opened each.
    static func users(
        _ transport: PortBinding.Transport,
        _ address: NumericAddress,
        port: Int,
        in table: [UInt8]
    ) -> [UInt32] {
        rows(transport, address, port: port, in: table).compactMap { UInt32($0[7]) }
    }

    private static func rows(
        _ transport: PortBinding.Transport,
        _ address: NumericAddress,
        port: Int,
        in table: [UInt8]
    ) -> [[Substring]] {
        let locals = [address.words, address.words.map { _ in 0 }].map {
            Array("\(hexadecimal($0)):\(hexadecimal(port)) ".utf8)
        }
        return lines(of: table, with: locals).map { $0.split(separator: " ") }
            // A connected or dying TCP socket does not hold the port; state 0A is LISTEN.
            .filter { $0.count > 9 && (transport == .udp || $0[3] == "0A") }
    }

    /// The lines of sockets with one of these local addresses. They are compared as bytes: to make text of a table of a thousand lines
    /// takes a hundred times as long.
    private static func lines(of table: [UInt8], with locals: [[UInt8]]) -> [String] {
        table.withUnsafeBytes { bytes in
            var found: [String] = []
            var start = 0
            while start < bytes.count, let base = bytes.baseAddress {
                let end = memchr(base + start, 10, bytes.count - start).map { base.distance(to: $0) } ?? bytes.count
                let line = bytes[start..<end]
                start = end + 1
                guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
                let local = line[colon...].dropFirst(2)
                guard locals.contains(where: { local.starts(with: $0) }) else { continue }
                found.append(String(decoding: line, as: UTF8.self))
            }
            return found
        }
    }

    /// Ports of a range that are bound on that address or on all, each with the inode of a socket that holds it.
    static func bound(
        _ transport: PortBinding.Transport,
        _ address: NumericAddress,
        in range: ClosedRange<Int>
    ) -> [(port: Int, inode: UInt64)] {
        // A socket on all addresses of the newer kind holds the port of the older one as well.
        let families: [(String, [UInt32]?)] =
            address.family == AF_INET6 ? [("6", address.words)] : [("", address.words), ("6", nil)]
        var found: [Int: UInt64] = [:]
        for (suffix, words) in families {
            let text = ByteStream.readText("/proc/net/\(transport.rawValue)\(suffix)") ?? ""
            let own = words.map(hexadecimal)
            for line in text.split(separator: "\n").dropFirst() {
                let fields = line.split(separator: " ")
                guard fields.count > 9, transport == .udp || fields[3] == "0A",
                    let colon = fields[1].lastIndex(of: ":"),
                    let port = Int(fields[1][fields[1].index(after: colon)...], radix: 16), range.contains(port)
                else { continue }
                let bound = fields[1][..<colon]
                guard bound.allSatisfy({ $0 == "0" }) || own.map({ bound == $0 }) ?? false else { continue }
                found[port] = UInt64(fields[9]) ?? 0
            }
        }
        return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// Names of the processes that hold sockets, by the sockets' inodes; of those that this user may look into.
    static func holders() -> [UInt64: String] {
        var names: [UInt64: String] = [:]
        for processID in ProcessTable.all() {
            guard let folder = try? Folder.open("/proc/\(processID)/fd"), let files = try? folder.names() else {
                continue
            }
            for file in files {
                var buffer = [UInt8](repeating: 0, count: 64)
                let count = readlinkat(folder.descriptor, file, &buffer, buffer.count)
                guard count > 0 else { continue }
                let target = String(decoding: buffer[..<count], as: UTF8.self)
                guard target.hasPrefix("socket:["), let inode = UInt64(target.dropFirst(8).dropLast()) else { continue }
                names[inode] = ProcessTable.entry(processID)?.name
            }
        }
        return names
    }

    /// Which of these sockets the process has open; nil when its descriptors may not be seen.
    static func held(by processID: Int32, of inodes: [UInt64]) -> Set<UInt64>? {
        guard let folder = try? Folder.open("/proc/\(processID)/fd"), let names = try? folder.names() else {
            return nil
        }
        let wanted = Dictionary(inodes.map { ("socket:[\($0)]", $0) }) { first, _ in first }
        var held: Set<UInt64> = []
        for name in names where held.count < wanted.count {
            var buffer = [UInt8](repeating: 0, count: 64)
            let count = readlinkat(folder.descriptor, name, &buffer, buffer.count)
            guard count > 0, let inode = wanted[String(decoding: buffer[..<count], as: UTF8.self)] else { continue }
            held.insert(inode)
        }
        return held
    }

    /// A process that has one of these sockets open, among those that this user may look into.
    static func holder(of inodes: [UInt64]) -> (processID: Int32, name: String)? {
        for processID in ProcessTable.all() where held(by: processID, of: inodes)?.isEmpty == false {
            return (processID, ProcessTable.entry(processID)?.name ?? "unknown")
        }
        return nil
    }

    private static func hexadecimal(_ words: [UInt32]) -> String {
        words.map { pad(String($0, radix: 16, uppercase: true), 8) }.joined()
    }

    private static func hexadecimal(_ port: Int) -> String { pad(String(port, radix: 16, uppercase: true), 4) }

    private static func pad(_ digits: String, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
