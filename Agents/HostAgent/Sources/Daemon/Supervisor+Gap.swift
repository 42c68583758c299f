import Wire

extension Supervisor {
    /// Nothing is known of a gap; what was before it is taken to go on after it until probes say otherwise.
    func bridge(_ gap: SteadyClock.Gap) {
        AgentLog.write("\(gap.reason): nothing is known of \(gap.to - gap.from) s")
        for unit in sortedUnits {
            endTally(unit, at: gap.from)
            let name = unit.name.description
            guard let kind = chronicle.openClass(name), kind == .up || kind == .down else { continue }
            chronicle.record(name, .unknown, at: gap.from, unit.evidence(.unknown).noting(gap.reason))
            chronicle.record(name, kind, at: gap.to, unit.evidence(kind))
        }
        probeAllNow()
    }
}
