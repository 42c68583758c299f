import Wire

extension Supervisor {
    /// One round of an erasure: verify that process and ports are gone, remove, keep the proof.
    func erase(_ unit: ServerUnit, _ now: Double) throws(AgentError) {
        let program = unit.desired.program
        if let program, let obstacle = PortRelease.obstacle(address: program.address, ports: program.ports) {
            throw AgentError(obstacle)
        }
        if let user = user(unit.name), !ProcessTable.members(session: -1, user: user).isEmpty {
            throw AgentError("Processes of user \(user), which is \(unit.name)'s, still run; end them.")
        }
        let eraser = Eraser(servers: root.servers, name: unit.name)
        guard try eraser.erase(generation: unit.desired.generation, into: &unit.erased) else { return }
        let proof = proof(unit, program)
        let at = chronicle.now
        try update(unit) { entry in
            entry.erasure = proof
            entry.erasedAt = at
            entry.desired = DesiredServer(
                id: entry.desired.id,
                generation: entry.desired.generation,
                state: .absent,
                program: nil
            )
        }
        unit.life = .erased
        unit.erased = Eraser.Amount()
        unit.obstacle = nil
        dirty.insert(unit.name)
    }

    private func proof(_ unit: ServerUnit, _ program: Program?) -> String {
        let ports = program?.ports.map { "\($0.transport.rawValue) \($0.number)" }.joined(separator: ", ")
        let unbound = ports.map { "\($0) on \(program?.address ?? "") unbound" } ?? "no port known"
        return "Erased \(unit.erased.files) files with \(unit.erased.bytes) bytes; process verified gone, \(unbound), "
            + "directory removed, at \(UTCText.iso8601(chronicle.now))."
    }
}
