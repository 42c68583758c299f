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
        if let wait = try keepAside(unit, eraser) {
            unit.notBefore = now + wait
            return
        }
        guard try eraser.erase(generation: unit.desired.generation, into: &unit.erased) else { return }
        let proof = proof(unit, program)
        let at = chronicle.now
        try update(unit) { entry in
            entry.erasure = proof
            entry.erasedAt = at
            entry.aside = nil
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

    /// Moves the directory aside where it is to be kept for some time before it is erased; returns how long to wait before that is
    /// looked at again, nil when nothing is kept any more.
    private func keepAside(_ unit: ServerUnit, _ eraser: Eraser) throws(AgentError) -> Double? {
        guard let kept = unit.desired.keptAsideSeconds, kept > 0 else { return nil }
        if unit.entry.aside == nil {
            guard let folder = try eraser.moveAside(generation: unit.desired.generation) else { return nil }
            let aside = ServerBook.Aside(folder: folder, since: chronicle.now)
            try update(unit) { $0.aside = aside }
            dirty.insert(unit.name)
        }
        unit.obstacle = nil
        guard let until = unit.keptAsideUntil else { return nil }
        // A clock that is not known to be right ends nothing; a lab's moves by days while no time goes by.
        let left = chronicle.clock.known ? Double(until - chronicle.now) : asideLook
        return left > 0 ? min(left, asideLook) : nil
    }

    /// Seconds between two looks at a directory that is kept aside.
    private var asideLook: Double { root.configuration.labClock ? 0.5 : 60 }

    /// What was kept of a server before its erasure is its own again when it is wanted again.
    func putBack(_ name: ServerName, _ aside: ServerBook.Aside) {
        do throws(AgentError) {
            guard try Eraser(servers: root.servers, name: name).putBack(aside.folder) else { return }
            AgentLog.write("\(name): its directory, kept aside for its erasure, is in its place again")
        } catch {
            AgentLog.write("\(name): its directory \(aside.folder) was not put back: \(error)")
        }
    }

    private func proof(_ unit: ServerUnit, _ program: Program?) -> String {
        let ports = program?.ports.map { "\($0.transport.rawValue) \($0.number)" }.joined(separator: ", ")
        let unbound = ports.map { "\($0) on \(program?.address ?? "") unbound" } ?? "no port known"
        let rest = program?.instance == nil ? "" : "nothing of it left in its instance, "
        return
            "Erased \(unit.erased.files) files with \(unit.erased.bytes) bytes; process verified gone, \(unbound), \(rest)"
            + "directory removed, at \(UTCText.iso8601(chronicle.now))."
    }
}
