import Wire

extension Supervisor {
    /// After a long silence of the controller: whose process is gone waits for its word.
    func holdBack() {
        guard let until = word.awaitedUntil else { return }
        for unit in units.values where unit.life == .none && unit.desired.state == .running {
            unit.notBefore = until
            unit.obstacle = "Waits for the controller's word: it was silent for long, and another host may have it now."
        }
        let note = "\(root.state.path)/\(ControllerWord.name)"
        let rest =
            until.isFinite
            ? ", \(Int(ControllerWord.patience)) s at most"
            : "; if no other host has them, remove \(note) and start the agent anew"
        AgentLog.write("servers wait for the controller's word\(rest)")
    }

    /// The controller has said what it wants; what waited for that goes on.
    func release(_ now: Double) {
        guard let until = word.awaitedUntil else { return }
        word.end()
        for unit in units.values where unit.notBefore == until {
            unit.notBefore = 0
            unit.obstacle = nil
            converge(unit, now)
        }
    }
}
