import Glibc
import Wire

extension Supervisor {
    /// Takes the ends of all children that ended.
    func reap(_ now: Double) {
        var status: Int32 = 0
        // One look at all processes for all ends of this round: a hundred at once would take seconds otherwise.
        var census: ProcessTable.Census?
        while case let processID = waitpid(-1, &status, WNOHANG), processID > 0 {
            // A launch step that was called off belongs to nobody.
            guard let unit = units.values.first(where: { $0.isChild && $0.life.process?.processID == processID }) else {
                continue
            }
            ended(unit, Self.ending(processID, status), now, &census)
        }
    }

    /// Takes the end of an adopted process that is gone.
    func reapAdopted(_ unit: ServerUnit, _ now: Double, _ census: inout ProcessTable.Census?) {
        guard !unit.isChild, let identity = unit.life.process, isGone(unit, identity, now) else { return }
        let note = "process \(identity.processID) gone"
        ended(unit, ServerUnit.Ending(exitCode: nil, note: note), now, &census)
    }

    /// Between the probes of a server it is enough that its process's number is there: to read what `/proc` says of a thousand of them,
    /// twice a second, costs a tenth of a processor.
    private func isGone(_ unit: ServerUnit, _ identity: ProcessIdentity, _ now: Double) -> Bool {
        if unit.isServing, now < unit.nextProbe, Glibc.kill(identity.processID, 0) == 0 { return false }
        return !ProcessTable.lives(identity)
    }

    /// The macros of `wait(2)`, which Swift does not import.
    static func ending(_ processID: Int32, _ status: Int32) -> ServerUnit.Ending {
        let signal = status & 0x7F
        if signal != 0 {
            return ServerUnit.Ending(
                exitCode: nil,
                signal: signal,
                note: "process \(processID) gone by signal \(signal)"
            )
        }
        let code = (status >> 8) & 0xFF
        let hint = code == LaunchSpec.failureCode ? " (its program could not be started)" : ""
        return ServerUnit.Ending(exitCode: code, note: "process \(processID) gone with exit code \(code)\(hint)")
    }

    private func ended(
        _ unit: ServerUnit,
        _ ending: ServerUnit.Ending,
        _ now: Double,
        _ census: inout ProcessTable.Census?
    ) {
        guard let identity = unit.life.process else { return }
        let living = census ?? ProcessTable.Census(users: user(unit.name) != nil)
        census = living
        if living.hasMembers(session: identity.processID, user: user(unit.name)) {
            endStrays(unit, session: identity.processID)
        }
        endScope(unit)
        try? root.processes.remove("\(unit.name).json")
        let ending = explained(ending, of: unit)
        unit.ending = ending
        unit.probe = nil
        awaited.remove(unit.name)
        switch unit.life {
        case .preparing(_, let step, _): prepared(unit, step, ending, now)
        case .alive where unit.desired.state == .running: crashed(unit, now)
        default:
            unit.life = .none
            if unit.isLeaving { left(unit, ending, now) } else { log(ending, of: unit) }
        }
        converge(unit, now)
    }

    /// A stop that was asked for; an adopted process leaves nothing to judge.
    private func log(_ ending: ServerUnit.Ending, of unit: ServerUnit) {
        guard let program = unit.desired.program, ending.exitCode != nil || ending.signal != nil else { return }
        let verdict =
            ending.isClean(program) ? "as asked" : "not in the way that its product calls clean; look at its log"
        AgentLog.write("\(unit.name): \(ending.note), \(verdict)")
    }

    /// What the process left behind in its session, or under its user, ends with it.
    private func endStrays(_ unit: ServerUnit, session: Int32) {
        // Dead within microseconds, or, on a machine that hardly gives them a turn to die, within a second.
        for _ in 0..<500 {
            let strays = ProcessTable.members(session: session, user: user(unit.name))
            if strays.isEmpty { return }
            for stray in strays { Glibc.kill(stray, SIGKILL) }
            usleep(2000)
        }
    }

    private func endScope(_ unit: ServerUnit) {
        guard let scope = unit.scope else { return }
        unit.scope = nil
        let command = ServerScope.end(scope)
        do throws(AgentError) {
            _ = try Spawner.spawn(command, of: command[0], handing: nil, output: "/dev/null")
        } catch {
            AgentLog.write("\(unit.name): its unit \(scope) was not ended: \(error)")
        }
    }

    private func prepared(_ unit: ServerUnit, _ step: Int, _ ending: ServerUnit.Ending, _ now: Double) {
        guard ending.exitCode == 0, unit.desired.state == .running, let program = unit.desired.program else {
            unit.ending = ServerUnit.Ending(exitCode: ending.exitCode, note: "prepare step \(step + 1): \(ending.note)")
            unit.life = .none
            if unit.desired.state == .running { crashed(unit, now) }
            return
        }
        unit.life = .none
        do throws(AgentError) {
            if program.prepare.indices.contains(step + 1) {
                try startPrepare(unit, program, step: step + 1, now)
            } else {
                try root.servers.folder(unit.name.description)?.replace(ServerFolder.prepared, with: [])
            }
        } catch {
            unit.obstacle = error.description
            unit.notBefore = now + Self.retrySeconds
        }
    }

    /// A program that breaks down so soon does so on what it was given to go on from.
    private static let loadSeconds = 10.0

    private func crashed(_ unit: ServerUnit, _ now: Double) {
        guard let plan = unit.desired.program?.restart else { return unit.life = .none }
        // What was cut off while it was saved breaks whatever goes on from it, though it may answer a probe before it reads that.
        let isEarly = !unit.health.wasRight || now < unit.health.startedAt + Self.loadSeconds
        if let file = unit.resumedFrom, isEarly, unit.ending?.isBreakdown == true { unit.damagedSaves.insert(file) }
        let jitter = Double.random(in: 0..<1)
        if let delay = unit.crashes.crashed(at: now, plan: plan, jitter: jitter) {
            unit.life = .waiting(until: now + delay)
            return
        }
        unit.life = .failed
        let note = unit.ending?.note ?? "no process"
        let sentence =
            "Given up after \(unit.crashes.crashes.count) ends within \(plan.intervalSeconds) s (\(note)); "
            + "look at its log, correct it, and apply a new generation."
        do throws(AgentError) {
            try update(unit) { entry in
                entry.failedInBoot = ProcessTable.bootID
                entry.failure = sentence
            }
        } catch {
            unit.entry.failure = sentence
            AgentLog.write("\(unit.name): \(error)")
        }
    }
}
