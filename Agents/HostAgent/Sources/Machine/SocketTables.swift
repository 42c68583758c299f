import Probing
import Wire

/// The kernel's tables of sockets as they are at one time, each read when it is asked for first: a host of a thousand servers
/// has a thousand lines in them, and looks often.
struct SocketTables {
    private var tables: [String: [UInt8]] = [:]

    /// Inodes of the sockets bound to that address (or to all addresses) and port; nil when the table cannot be read.
    mutating func inodes(_ transport: PortBinding.Transport, _ address: NumericAddress, port: Int) -> [UInt64]? {
        let file = SocketTable.file(transport, address)
        guard let table = tables[file] ?? ByteStream.readFile(file) else { return nil }
        tables[file] = table
        return SocketTable.inodes(transport, address, port: port, in: table)
    }
}
