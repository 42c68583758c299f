import Probing
import Wire

/// The kernel's tables of sockets as they are at one time, each read when it is asked for first: a host of a thousand servers
/// has a thousand lines in them, and looks often.
struct SocketTables {
    private var tables: [String: [UInt8]] = [:]

    /// Inodes of the sockets bound to that address (or to all addresses) and port; nil when the table cannot be read.
    mutating func inodes(_ transport: PortBinding.Transport, _ address: NumericAddress, port: Int) -> [UInt64]? {
        table(transport, address).map { SocketTable.inodes(transport, address, port: port, in: $0) }
    }

    /// Whose the same sockets are.
    mutating func users(_ transport: PortBinding.Transport, _ address: NumericAddress, port: Int) -> [UInt32]? {
        table(transport, address).map { SocketTable.users(transport, address, port: port, in: $0) }
    }

    private mutating func table(_ transport: PortBinding.Transport, _ address: NumericAddress) -> [UInt8]? {
        let file = SocketTable.file(transport, address)
        guard let table = tables[file] ?? ByteStream.readFile(file) else { return nil }
        tables[file] = table
        return table
    }
}
