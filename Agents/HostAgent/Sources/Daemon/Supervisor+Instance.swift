import Probing
import Wire

/// Servers that are a part of an instance: their process is an attendant, which leaves a note in their directory for as long as the
/// instance may have something of them.
extension Supervisor {
    /// What an attendant gets besides its program's arguments, and on its standard input; nothing for other programs.
    func attendance(_ program: Program, _ task: AttendPlan.Task)
        throws(AgentError)
        -> (arguments: [String], input: String?)
    {
        guard let instance = program.instance, let plan = AttendPlan(program, task) else { return ([], nil) }
        guard UserTable.id(of: instance.user) != nil else {
            throw AgentError(
                "The user \(instance.user), whose the instance is, is not on this host; install the instance."
            )
        }
        return (plan.arguments, try InstanceSecret.read(instance.secretFile))
    }

    /// What a probe says first: the login, and which virtual server is meant. Nil until the attendant that lives now has it, so that
    /// none is ever told what is meant for another at the same port, or of the same number.
    func entry(_ unit: ServerUnit, _ program: Program) -> [String]? {
        guard let instance = program.instance else { return [] }
        guard case .made(let id, _, .served(let mark))? = try? note(of: unit), mark == unit.life.process?.mark,
            let secret = try? InstanceSecret.read(instance.secretFile)
        else { return nil }
        return ["login serveradmin \(ServerQuery.escaped(secret))", "use sid=\(id)"]
    }

    /// Looks whether the instance may have more of a server without a process than a stopped one, or an absent one, has there.
    func lookForLeft(_ unit: ServerUnit) {
        guard unit.life == .none else { return }
        let wasLeft = unit.isLeft
        unit.isLeft = isLeft(unit)
        if wasLeft, !unit.isLeft { unit.obstacle = nil }
    }

    private func isLeft(_ unit: ServerUnit) -> Bool {
        guard unit.desired.program?.instance != nil, unit.desired.state != .running else { return false }
        do throws(AgentError) {
            guard let note = try note(of: unit) else { return false }
            return unit.desired.state == .absent || !note.isEnded
        } catch {
            unit.obstacle = error.description
            return true
        }
    }

    /// Has an attendant end what the one of before could not: it was killed, the power failed, or it was stopped and is to be erased.
    func leave(_ unit: ServerUnit, _ now: Double) throws(AgentError) {
        guard let program = unit.desired.program else { return }
        let task: AttendPlan.Task = unit.desired.state == .absent ? .erase : .end
        let (arguments, input) = try attendance(program, task)
        let identity = try launch(unit, program, program.arguments + arguments, input: input, preparing: true)
        unit.life = .stopping(identity, killAt: now + Double(program.stop.graceSeconds))
        unit.isLeaving = true
    }

    /// Takes the end of an attendant that was to end what was left.
    func left(_ unit: ServerUnit, _ ending: ServerUnit.Ending, _ now: Double) {
        unit.isLeaving = false
        guard ending.exitCode != 0 else { return }
        let obstacle = "What the instance has of it was not ended: \(ending.note)."
        // The number of the process is another one each time.
        if unit.notBefore == 0 { AgentLog.write("\(unit.name): \(obstacle)") }
        unit.obstacle = obstacle
        unit.notBefore = now + Self.retrySeconds
    }

    /// The end of a failed attendant with the sentence that it left in the log.
    func explained(_ ending: ServerUnit.Ending, of unit: ServerUnit) -> ServerUnit.Ending {
        guard unit.desired.program?.instance != nil, let code = ending.exitCode, code != 0,
            let folder = try? root.servers.folder(unit.name.description),
            let size = folder.size(LaunchSpec.logName),
            let tail = try? folder.read(LaunchSpec.logName, from: max(0, size - 2048), most: 2048),
            let line = tail.split(separator: 10).last
        else { return ending }
        var sentence = String(decoding: line, as: UTF8.self).replacing("Error: ", with: "")
        if sentence.last == "." { sentence.removeLast() }
        let shown = AgentLog.printable(sentence, limit: 400)
        return ServerUnit.Ending(exitCode: code, note: "\(ending.note): \(shown)")
    }

    private func note(of unit: ServerUnit) throws(AgentError) -> VirtualServerNote? {
        guard let folder = try root.servers.folder(unit.name.description) else { return nil }
        return try VirtualServerNote.load(from: folder)
    }
}
