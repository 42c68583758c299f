import Glibc
import Probing
import Wire

extension Supervisor {
    /// What is not as this agent left it. Where all servers run as the agent's own user, processes cannot be told apart. A look goes
    /// through every process of the host, so whoever asks more often gets the last one.
    func findings(_ now: Double, noOlderThan seconds: Double) -> [HostFinding] {
        if now < lookedAt + seconds { return lastFindings }
        lookedAt = now
        lastFindings = unknownProcesses + wrongPortOwners
        return lastFindings
    }

    private var unknownProcesses: [HostFinding] {
        let owners = Dictionary(units.values.compactMap { unit in user(unit.name).map { ($0, unit) } }) { first, _ in
            first
        }
        guard !owners.isEmpty else { return [] }
        return ProcessTable.all().sorted().compactMap { processID in
            guard let user = ProcessTable.user(processID), let unit = owners[user], !isOwn(processID, of: unit),
                let entry = ProcessTable.entry(processID), !entry.dead
            else { return nil }
            return HostFinding(
                kind: .unknownProcess,
                server: unit.name.description,
                evidence:
                    "Process \(processID) (\(AgentLog.printable(entry.name, limit: 32))) runs as user \(user), which is \(unit.name)'s, "
                    + "and is not of its supervised process; find out whose it is, and end it."
            )
        }
    }

    private func isOwn(_ processID: Int32, of unit: ServerUnit) -> Bool {
        if let own = unit.life.process, ProcessTable.isBelow(processID, own.processID) { return true }
        return unit.scope.map { ProcessTable.isIn($0, processID) } ?? false
    }

    private var wrongPortOwners: [HostFinding] {
        var tables = SocketTables()
        return sortedUnits.compactMap { unit in
            guard unit.life != .erased, let program = unit.desired.program else { return nil }
            let remedy = program.instance == nil ? "end that process" : "end what that one has there"
            return foreignHolder(of: unit, program, &tables).map {
                HostFinding(
                    kind: .wrongPortOwner,
                    server: unit.name.description,
                    evidence: "The \($0), which is not \(unit.name)'s; \(remedy) or move the server."
                )
            }
        }
    }

    /// A server that is up had its ports looked at; one without a process holds none.
    private func foreignHolder(of unit: ServerUnit, _ program: Program, _ tables: inout SocketTables) -> String? {
        if let process = unit.life.process {
            guard unit.health.verdict != .up,
                case .foreign(let holder) = PortHolding.look(program, processID: process.processID, recent: &tables)
            else { return nil }
            return holder
        }
        guard let address = NumericAddress(program.address) else { return nil }
        for port in program.ports {
            if let inodes = tables.inodes(port.transport, address, port: port.number), !inodes.isEmpty {
                return PortHolding.sentence(port, program.address, inodes)
            }
        }
        return nil
    }
}
