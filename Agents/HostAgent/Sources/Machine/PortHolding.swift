import Glibc
import Probing
import Wire

/// Who holds a server's port.
enum PortHolding: Equatable {
    /// The server's own process, or one of its session.
    case own
    /// Somebody else; described for a person.
    case foreign(String)
    case nobody
    /// The system does not let the agent see it.
    case hidden

    /// Looks at all ports of a program that runs as `processID`; the first one that is not its own decides.
    static func look(_ program: Program, processID: Int32) -> PortHolding {
        guard let address = NumericAddress(program.address) else { return .hidden }
        for port in program.ports {
            let holding = look(port, address, processID: processID, text: program.address)
            if holding != .own { return holding }
        }
        return .own
    }

    private static func look(
        _ port: PortBinding,
        _ address: NumericAddress,
        processID: Int32,
        text: String
    ) -> PortHolding {
        guard let inodes = SocketTable.inodes(port.transport, address, port: port.number) else { return .hidden }
        guard !inodes.isEmpty else { return .nobody }
        guard let mine = SocketTable.holds(processID, inodes) else { return .hidden }
        if mine { return .own }
        let session = ProcessTable.members(session: processID, user: nil)
        if session.contains(where: { SocketTable.holds($0, inodes) == true }) { return .own }
        let holder =
            SocketTable.holder(of: inodes).map { "process \($0.processID) (\($0.name))" } ?? "another user's process"
        return .foreign("\(port.transport.rawValue) port \(port.number) of \(text) is held by \(holder)")
    }
}
