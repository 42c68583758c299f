import Probing
import Wire

extension Supervisor {
    private static let mostSockets = 5000

    /// Ports that others than this agent's servers hold.
    func sockets(_ query: SocketQuery) throws(AgentError) -> [BoundSocket] {
        guard (1...65_535).contains(query.lowest), query.lowest <= query.highest, query.highest <= 65_535 else {
            throw AgentError("Ports are asked for from 1 to 65535.")
        }
        let own = Set(units.values.flatMap(\.claimedPorts))
        let names = SocketTable.holders()
        var found: [BoundSocket] = []
        for text in query.addresses {
            guard let address = NumericAddress(text) else {
                throw AgentError("“\(AgentLog.printable(text))” is no numeric address.")
            }
            for transport in PortBinding.Transport.allCases {
                for (port, inode) in SocketTable.bound(transport, address, in: query.lowest...query.highest)
                where !own.contains("\(text) \(transport.rawValue) \(port)") {
                    found.append(BoundSocket(address: text, transport: transport, port: port, holder: names[inode]))
                }
            }
        }
        guard found.count <= Self.mostSockets else {
            throw AgentError(
                "More than \(Self.mostSockets) ports are held there; ask for fewer addresses or ports at once."
            )
        }
        return found
    }
}

extension ServerUnit {
    /// What it may hold by its desired state, as `address transport port`.
    fileprivate var claimedPorts: [String] {
        guard let program = desired.program else { return [] }
        return program.ports.map { "\(program.address) \($0.transport.rawValue) \($0.number)" }
    }
}
