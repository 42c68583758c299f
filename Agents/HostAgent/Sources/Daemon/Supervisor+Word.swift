import Wire

extension Supervisor {
    /// After a long silence of the controller: whose process is gone waits for its word.
    func holdBack() {
        guard let until = word.awaitedUntil else { return }
        for unit in units.values where unit.life == .none && unit.desired.state == .running { unit.notBefore = until }
        AgentLog.write(
            "servers wait for the controller's word, \(Int(ControllerWord.patience)) s at most: it was silent for long"
        )
    }

    /// The controller has said what it wants; what waited for that goes on.
    func release(_ now: Double) {
        guard let until = word.awaitedUntil else { return }
        word.end()
        for unit in units.values where unit.notBefore == until {
            unit.notBefore = 0
            converge(unit, now)
        }
    }
}
