import Probing
import Wire

extension Supervisor {
    /// Tells a running program its slots in the way that it takes them. Where that cannot be done the next step is a new start.
    func resize(_ unit: ServerUnit, _ now: Double) {
        unit.resizing = ServerUnit.Resizing(until: now)
        guard let program = unit.desired.program, let plan = program.resize, let way = plan.way else { return }
        do throws(AgentError) {
            // Kept first: whatever ends it, it starts again with these slots.
            let folder = try writeFiles(unit, program)
            let logEnd = folder.size(LaunchSpec.logName) ?? 0
            limitScope(of: unit, program)
            let console = try tell(plan.lines, way, to: unit, in: folder)
            unit.resizing = ServerUnit.Resizing(until: now + Fit.resizeSeconds, logEnd: logEnd, console: console)
            unit.probe = nil
            unit.nextProbe = now + program.probe.kind.leastPause
            AgentLog.write("\(unit.name): told \(program.slots) slots while it runs")
        } catch {
            AgentLog.write("\(unit.name): takes no slots while it runs, so it is started anew: \(error)")
        }
    }

    /// The connection that must stay open until it has done so.
    private func tell(_ lines: [String], _ way: ResizePlan.Way, to unit: ServerUnit, in folder: Folder)
        throws(AgentError)
        -> LocalConsole?
    {
        switch way {
        case .files, .probe: return nil
        case .console:
            try folder.write(Array((lines.joined(separator: "\n") + "\n").utf8), toPipe: LaunchSpec.consoleName)
            return nil
        case .local:
            guard let port = unit.controlPort, let process = unit.life.process else {
                throw AgentError("its local console has no port")
            }
            return try LocalConsole(port: port, of: process.processID, saying: lines)
        }
    }

    /// Takes note of an answer of a program that was told its slots.
    func verifyResize(_ unit: ServerUnit, _ program: Program, _ now: Double) {
        guard let resizing = unit.resizing, now < resizing.until, hasShown(unit, program, resizing) else { return }
        note(program, on: unit)
        AgentLog.write("\(unit.name): has \(program.slots) slots, without a new start")
        guard let identity = unit.life.process else { return }
        do throws(AgentError) {
            try record(identity, of: unit, program, preparing: false, in: unit.scope).save(
                unit.name,
                to: root.processes
            )
        } catch {
            // The next daemon would only start it anew.
            AgentLog.write("\(unit.name): what its process has become was not kept: \(error)")
        }
    }

    private func hasShown(_ unit: ServerUnit, _ program: Program, _ resizing: ServerUnit.Resizing) -> Bool {
        if program.probe.kind.tellsSlots { return unit.health.slotsReported == program.slots }
        guard let shows = program.resize?.shows, let folder = try? root.servers.folder(unit.name.description),
            let log = try? folder.read(LaunchSpec.logName, from: resizing.logEnd, most: 65_536)
        else { return false }
        return String(decoding: log, as: UTF8.self).contains(shows)
    }

    /// Limits count slots too.
    private func limitScope(of unit: ServerUnit, _ program: Program) {
        guard let scope = unit.scope, let limits = program.limits else { return }
        let command = ServerScope.limit(scope, limits)
        do throws(AgentError) {
            _ = try Spawner.spawn(command, of: command[0], handing: nil, output: "/dev/null")
        } catch {
            AgentLog.write("\(unit.name): the limits of its unit \(scope) stay: \(error)")
        }
    }
}
