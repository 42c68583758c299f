import Glibc
import Probing
import Wire

extension Supervisor {
    /// After an obstacle of the system (full disk, missing rights) the next try comes so many seconds later.
    static let retrySeconds = 5.0

    func convergeAll(_ now: Double) {
        for unit in units.values { converge(unit, now) }
    }

    /// Takes steps until there is nothing to do, then shows and records what has become of it, and when it is looked after next.
    func converge(_ unit: ServerUnit, _ now: Double) {
        // A chain of steps is short (settle, start); the bound keeps a defect from stopping the daemon.
        for _ in 0..<4 {
            lookForLeft(unit)
            if case .rest = unit.situation(at: now).step { break }
            perform(unit.situation(at: now).step, unit, now)
        }
        unit.waitsForPlayers = if case .occupied = unit.situation(at: now).fit { true } else { false }
        show(unit)
        agenda.put(unit.name, at: unit.nextLook(after: now))
    }

    private func perform(_ step: Step, _ unit: ServerUnit, _ now: Double) {
        do throws(AgentError) {
            switch step {
            case .rest: break
            case .start: try start(unit, now)
            case .resize: resize(unit, now)
            case .stop: stop(unit, now)
            case .kill: kill(unit, now)
            case .settle: unit.life = .none
            case .leave: try leave(unit, now)
            case .erase: try erase(unit, now)
            }
        } catch {
            if unit.obstacle != error.description { AgentLog.write("\(unit.name): \(error)") }
            unit.obstacle = error.description
            unit.notBefore = now + Self.retrySeconds
            if case .waiting = unit.life { unit.life = .none }
        }
    }

    private func stop(_ unit: ServerUnit, _ now: Double) {
        guard let identity = unit.life.process, let plan = unit.desired.program?.stop else {
            return kill(unit, now)
        }
        let told = if case .alive = unit.life, let command = plan.command { sayGoodBye(unit, command) } else { false }
        if !told { signal(unit, plan.signal) }
        unit.probe = nil
        awaited.remove(unit.name)
        unit.life = .stopping(identity, killAt: now + Double(plan.graceSeconds))
    }

    /// SIGKILL to the process and all of its group; asked again each second until it is gone.
    private func kill(_ unit: ServerUnit, _ now: Double) {
        guard let identity = unit.life.process else { return }
        signal(unit, SIGKILL)
        if ProcessTable.lives(identity) { Glibc.kill(-identity.processID, SIGKILL) }
        if case .preparing(_, let step, _) = unit.life, unit.desired.state == .running {
            // It stays a prepare step, so that its end counts as a failed one.
            unit.life = .preparing(identity, step: step, deadline: now + 1)
        } else {
            unit.life = .stopping(identity, killAt: now + 1)
        }
    }

    /// Never signals a process that has only the number in common.
    private func signal(_ unit: ServerUnit, _ number: Int32) {
        guard let identity = unit.life.process, ProcessTable.lives(identity) else { return }
        Glibc.kill(identity.processID, number)
    }

    /// Brings state, time and journal up to what the unit is now.
    func show(_ unit: ServerUnit) {
        let state = unit.state
        if state != unit.shown {
            unit.shown = state
            unit.since = chronicle.now
            dirty.insert(unit.name)
            AgentLog.write("\(unit.name): \(state.rawValue)\(unit.problem.map { ": \($0)" } ?? "")")
        }
        let problem = unit.problem
        if problem != unit.shownProblem {
            unit.shownProblem = problem
            dirty.insert(unit.name)
        }
        guard chronicle.clock.known else { return }
        let kind = Observation.kind(wanted: unit.desired.state, state: state)
        guard chronicle.openClass(unit.name.description) != kind else { return }
        let at = kind == .down ? unit.downSince ?? chronicle.now : chronicle.now
        if kind != .up { endTally(unit, at: at) }
        chronicle.record(unit.name.description, kind, at: at, unit.evidence(kind))
        unit.downSince = nil
    }
}
