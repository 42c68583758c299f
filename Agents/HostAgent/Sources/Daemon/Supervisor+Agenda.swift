extension Supervisor {
    /// Looks after the servers whose time has come.
    func attend(_ now: Double) {
        var census: ProcessTable.Census?
        for name in agenda.takeDue(at: now) {
            guard let unit = units[name] else { continue }
            reapAdopted(unit, now, &census)
            probe(unit, now)
            converge(unit, now)
        }
    }

    /// Looks after it with the next turn: something has happened.
    func wake(_ name: ServerName) { agenda.put(name, at: -.infinity) }

    func wakeAll() {
        for name in units.keys { wake(name) }
    }
}
