import Glibc
import Probing
import Wire

/// Who holds a server's port.
enum PortHolding: Equatable {
    /// The server's own process, or one of its session; where it shares an instance, a process of that one's user.
    case own
    /// Somebody else; described for a person.
    case foreign(String)
    /// The instance serves, and not there; described for a person.
    case shut(String)
    case nobody
    /// The system does not let the agent see it.
    case hidden

    var isShut: Bool { if case .shut = self { true } else { false } }

    /// Looks at all ports of a program that runs as `processID`: one that somebody else holds decides, else the first one that is not
    /// its own. (murmurd opens neither of its ports where one is taken.)
    static func look(_ program: Program, processID: Int32) -> PortHolding {
        var tables = SocketTables()
        return look(program, processID: processID, in: &tables)
    }

    /// The same with tables that may be some seconds old. They can only show that all is well: a socket that was opened since is not in
    /// them, so anything else is looked at anew.
    static func look(_ program: Program, processID: Int32, recent tables: inout SocketTables) -> PortHolding {
        look(program, processID: processID, in: &tables) == .own ? .own : look(program, processID: processID)
    }

    /// The same of one port of an address.
    static func look(_ port: PortBinding, on address: String, processID: Int32) -> PortHolding {
        var tables = SocketTables()
        guard let numeric = NumericAddress(address) else { return .hidden }
        return look(port, numeric, processID: processID, text: address, in: &tables)
    }

    private static func look(_ program: Program, processID: Int32, in tables: inout SocketTables) -> PortHolding {
        guard let address = NumericAddress(program.address) else { return .hidden }
        let all = program.ports.map { port in
            program.instance.map { look(port, address, of: $0, text: program.address, in: &tables) }
                ?? look(port, address, processID: processID, text: program.address, in: &tables)
        }
        let foreign = all.first { if case .foreign = $0 { true } else { false } }
        return foreign ?? all.first { $0 != .own } ?? .own
    }

    private static func look(
        _ port: PortBinding,
        _ address: NumericAddress,
        processID: Int32,
        text: String,
        in tables: inout SocketTables
    ) -> PortHolding {
        guard let inodes = tables.inodes(port.transport, address, port: port.number) else { return .hidden }
        guard !inodes.isEmpty else { return .nobody }
        guard let others = notHeld(inodes, bySessionOf: processID) else { return .hidden }
        guard !others.isEmpty else { return .own }
        guard others.count < inodes.count, SocketTable.holder(of: others) == nil else {
            return .foreign(sentence(port, text, others))
        }
        // One of several sockets that nobody is seen to hold may just have been closed.
        let open = SocketTable.inodes(port.transport, address, port: port.number) ?? []
        let left = others.filter(open.contains)
        return left.isEmpty ? .own : .foreign(sentence(port, text, left))
    }

    /// Whose a socket is stands in the kernel's table, also where that one's files may not be seen.
    private static func look(
        _ port: PortBinding,
        _ address: NumericAddress,
        of instance: InstancePlan,
        text: String,
        in tables: inout SocketTables
    ) -> PortHolding {
        guard let users = tables.users(port.transport, address, port: port.number),
            let owner = UserTable.id(of: instance.user)
        else { return .hidden }
        if users.isEmpty {
            return .shut("its instance does not hold \(port.transport.rawValue) port \(port.number) of \(text)")
        }
        let inodes = tables.inodes(port.transport, address, port: port.number) ?? []
        return users.allSatisfy { $0 == owner } ? .own : .foreign(sentence(port, text, inodes))
    }

    /// Several sockets may share a port (SO_REUSEPORT), and then whoever holds another one of them takes a part of what comes in.
    private static func notHeld(_ inodes: [UInt64], bySessionOf processID: Int32) -> [UInt64]? {
        guard let own = SocketTable.held(by: processID, of: inodes) else { return nil }
        var others = inodes.filter { !own.contains($0) }
        if others.isEmpty { return [] }
        for member in ProcessTable.members(session: processID, user: nil) {
            let held = SocketTable.held(by: member, of: others) ?? []
            others.removeAll(where: held.contains)
        }
        return others
    }

    /// Who holds these sockets of a port, as the end of a sentence.
    static func sentence(_ port: PortBinding, _ address: String, _ inodes: [UInt64]) -> String {
        let holder =
            SocketTable.holder(of: inodes).map { "process \($0.processID) (\($0.name))" } ?? "another user's process"
        return "\(port.transport.rawValue) port \(port.number) of \(address) is held by \(holder)"
    }
}
