import Wire

extension Supervisor {
    /// After the agent's start: finds a server's process of before again, or closes the gap when it is gone.
    func adopt(_ unit: ServerUnit, _ now: Double) throws(AgentError) {
        let record = try ProcessRecord.load(unit.name, from: root.processes)
        let wasUp = chronicle.openClass(unit.name.description) == .up
        guard let record, ProcessTable.lives(record.identity) else {
            if record != nil { try root.processes.remove("\(unit.name).json") }
            if wasUp { closeGap(unit) }
            return
        }
        unit.isChild = false
        unit.restarts = record.restarts
        unit.scope = record.scope
        if record.preparing {
            // Nobody knows how far it came; it starts again from the first step.
            unit.life = .stopping(record.identity, killAt: now)
            return
        }
        unit.life = .alive(record.identity)
        unit.digest = record.digest
        unit.basis = record.basis
        unit.slots = record.slots
        unit.controlPort = record.controlPort
        unit.health = .adopted(up: wasUp, at: now)
        unit.shown = unit.state
        if unit.isServing { awaited.insert(unit.name) }
        AgentLog.write("\(unit.name): process \(record.identity.processID) of before runs on")
    }

    /// The server was up when the agent last looked, and its process is gone: down since then.
    private func closeGap(_ unit: ServerUnit) {
        guard let beat = chronicle.before else { return }
        let rebooted = beat.bootID != ProcessTable.bootID
        let what = rebooted ? "host was off" : "host or agent was off"
        let evidence = Evidence(
            generation: unit.desired.generation,
            processID: nil,
            answered: false,
            players: nil,
            slotsReported: nil,
            exitCode: nil,
            note: "\(what) since the last heartbeat at \(UTCText.iso8601(beat.at)); process of before is gone"
        )
        chronicle.record(unit.name.description, .down, at: beat.at, evidence)
    }
}
