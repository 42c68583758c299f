import Glibc
import Wire

extension Supervisor {
    /// A prepare step that takes longer is killed.
    static let prepareSeconds = 120.0

    /// Writes the files, then starts the first prepare step of a fresh directory, or the server itself.
    func start(_ unit: ServerUnit, _ now: Double) throws(AgentError) {
        guard let program = unit.desired.program else {
            throw AgentError("\(unit.name) has no program; apply its desired state again.")
        }
        unit.obstacle = nil
        if case .waiting = unit.life { unit.restarts += 1 }
        unit.controlPort = program.resize?.way == .local ? LocalConsole.freePort() : nil
        let folder = try writeFiles(unit, program)
        if program.prepare.isEmpty || folder.facts(ServerFolder.prepared) != nil {
            try startServer(unit, program, now)
        } else {
            try startPrepare(unit, program, step: 0, now)
        }
    }

    /// Makes the server's directory and all of its files what the program says.
    func writeFiles(_ unit: ServerUnit, _ program: Program) throws(AgentError) -> Folder {
        let folder = try ServerFolder.make(unit.name, in: root.servers, user: user(unit.name))
        for file in program.files {
            try ServerFolder.write(file, text: expand(file.text, unit), in: folder, user: user(unit.name))
        }
        return folder
    }

    func startPrepare(_ unit: ServerUnit, _ program: Program, step: Int, _ now: Double) throws(AgentError) {
        unit.resumedFrom = nil
        let action = program.prepare[step]
        let identity = try launch(unit, program, action.arguments, input: action.standardInput, preparing: true)
        unit.life = .preparing(identity, step: step, deadline: now + Self.prepareSeconds)
    }

    func startServer(_ unit: ServerUnit, _ program: Program, _ now: Double) throws(AgentError) {
        unit.resumedFrom = program.resume.flatMap { savedFile($0, of: unit) }
        let attendance = try attendance(program, .serve)
        let arguments = program.arguments + resumeArguments(unit, program) + attendance.arguments
        let identity = try launch(unit, program, arguments, input: attendance.input, preparing: false)
        unit.life = .alive(identity)
        note(program, on: unit)
        unit.health = Health(startedAt: now)
        unit.nextProbe = now + Health.fastInterval
        unit.lookedAt = 0
    }

    /// Starts a process of the server: recorded before it does anything.
    func launch(
        _ unit: ServerUnit,
        _ program: Program,
        _ arguments: [String],
        input: String?,
        preparing: Bool
    ) throws(AgentError) -> ProcessIdentity {
        let scope = makesUnits ? ServerScope.name(unit.name, at: MachineClock.monotonic()) : nil
        let pending = try Spawner.launchStep(
            wrapped: scope.map { scope in { ServerScope.command($0, in: scope, of: unit.name, program.limits) } }
        )
        let record = record(pending.identity, of: unit, program, preparing: preparing, in: scope)
        do throws(AgentError) {
            try record.save(unit.name, to: root.processes)
        } catch {
            try pending.release(with: nil)
            throw error
        }
        let spec = LaunchSpec(
            directory: directory(unit),
            arguments: arguments.map { expand($0, unit) },
            environment: environment(unit, program),
            user: user(unit.name),
            view: view(unit, program),
            openFiles: program.openFiles,
            standardInput: input,
            console: !preparing && program.console == true
        )
        unit.isChild = true
        unit.scope = scope
        try pending.release(with: spec)
        return pending.identity
    }

    /// A server without a /tmp of its own keeps temporary files in its directory.
    private func environment(_ unit: ServerUnit, _ program: Program) -> [String: String] {
        let directory = directory(unit)
        var environment = ["HOME": directory, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
        if !makesViews { environment["TMPDIR"] = directory }
        for (key, value) in program.environment { environment[key] = expand(value, unit) }
        return environment
    }

    private func view(_ unit: ServerUnit, _ program: Program) -> PrivateView? {
        guard makesViews else { return nil }
        let memory = program.limits?.memoryBytes ?? 512 << 20
        return PrivateView(root: root.path, directory: directory(unit), temporaryBytes: Int(memory / 4))
    }

    func record(
        _ identity: ProcessIdentity,
        of unit: ServerUnit,
        _ program: Program,
        preparing: Bool,
        in scope: String?
    ) -> ProcessRecord {
        ProcessRecord(
            identity: identity,
            preparing: preparing,
            digest: program.runDigest,
            restarts: unit.restarts,
            scope: scope,
            basis: program.resize?.basis,
            slots: program.slots,
            controlPort: unit.controlPort
        )
    }

    /// The living process is now what the program says.
    func note(_ program: Program, on unit: ServerUnit) {
        unit.digest = program.runDigest
        unit.basis = program.resize?.basis
        unit.slots = program.slots
        unit.resizing = nil
    }

    func directory(_ unit: ServerUnit) -> String { "\(root.path)/servers/\(unit.name)" }

    private func expand(_ text: String, _ unit: ServerUnit) -> String {
        let text = text.replacing("{DIR}", with: directory(unit))
        return unit.controlPort.map { text.replacing("{CONTROL_PORT}", with: "\($0)") } ?? text
    }
}
