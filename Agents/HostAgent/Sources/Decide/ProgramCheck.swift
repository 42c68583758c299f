import Probing
import Wire

/// Whether this host may run a program as asked; a sentence says why not.
struct ProgramCheck {
    /// Paths that may be started.
    let allowed: [String]
    /// Other files that products need here: the password of an instance is one of them, and no other file is read for one.
    var files: [String] = []
    /// Whether each server has a user of its own.
    var ownUsers = false
    /// Folders of the host that no server sees.
    var hidden: [String] = []

    /// nil when the program may run.
    func fault(_ program: Program) -> String? {
        let faults = [commandFault, instanceFault, numberFault, portFault, fileFault, saveFault, resizeFault]
        return faults.lazy.compactMap { $0(program) }.first
    }

    private func commandFault(_ program: Program) -> String? {
        let own = program.instance != nil && program.arguments == InstancePlan.attendant ? [] : [program.arguments]
        for arguments in own + program.prepare.map(\.arguments) {
            guard let path = arguments.first, path.hasPrefix("/"), allowed.contains(path) else {
                let shown = AgentLog.printable(arguments.first ?? "")
                return
                    "The program “\(shown)” is not on this host's list; add it to “programs” in agent.json if it may run."
            }
        }
        let programs = (own + program.prepare.map(\.arguments)).compactMap(\.first)
        if let path = programs.first(where: { path in hidden.contains { path.hasPrefix("\($0)/") } }) {
            return "Servers of this host do not see the folder of \(path); install the program elsewhere, such as /opt."
        }
        let texts = program.arguments + program.prepare.flatMap(\.arguments) + (program.resume?.arguments ?? [])
        if texts.contains(where: hasNull) || texts.reduce(0, { $0 + $1.utf8.count }) > 32_768 {
            return "The arguments hold a null character or more than 32,768 bytes; correct the template."
        }
        // What is handed over in a pipe must fit into its buffer.
        if program.prepare.contains(where: { $0.standardInput.utf8.count > 32_768 }) {
            return "A prepare step's standard input is longer than 32,768 bytes; shorten it."
        }
        for (key, value) in program.environment
        where key.isEmpty || key.contains("=") || hasNull(key) || hasNull(value) || key.hasPrefix("LD_") {
            return "The environment variable “\(AgentLog.printable(key))” is not allowed; remove it from the template."
        }
        return nil
    }

    private func instanceFault(_ program: Program) -> String? {
        guard let instance = program.instance else {
            return program.probe.kind.asksInstance
                ? "Its probe asks an instance, and it has none; correct the template." : nil
        }
        guard files.contains(instance.secretFile) else {
            let shown = AgentLog.printable(instance.secretFile)
            return "The file “\(shown)” is not on this host's list; add it to “files” in agent.json if it may be read."
        }
        guard ownUsers else {
            return "Every server of this host could read the instance's password, since none has a user of its own; "
                + "add the host with a login that is root or has sudo."
        }
        let isLocal = instance.address.hasPrefix("127.") && NumericAddress(instance.address) != nil
        let rules = [
            isLocal, (1...65_535).contains(instance.port), program.arguments == InstancePlan.attendant,
            program.probe.kind.asksInstance, program.prepare.isEmpty, program.stop.command == nil,
            program.console != true,
        ]
        return rules.contains(false)
            ? "What “instance” says fits neither this host nor the program; correct the template." : nil
    }

    private func numberFault(_ program: Program) -> String? {
        let (probe, stop, restart) = (program.probe, program.stop, program.restart)
        let rules: [(String, Bool)] = [
            ("slots", (1...100_000).contains(program.slots)),
            ("openFiles", (16...1_048_576).contains(program.openFiles)),
            ("limits.memoryBytes", program.limits.map { (1 << 20...1 << 50).contains($0.memoryBytes) } ?? true),
            ("limits.cpuPercent", program.limits.map { (1...100_000).contains($0.cpuPercent) } ?? true),
            ("limits.tasks", program.limits.map { (1...100_000).contains($0.tasks) } ?? true),
            ("probe.intervalSeconds", (1...3600).contains(probe.intervalSeconds)),
            ("probe.timeoutMilliseconds", (10...30_000).contains(probe.timeoutMilliseconds)),
            ("probe.failures", (1...100).contains(probe.failures)),
            ("stop.signal", (1...31).contains(stop.signal)),
            ("stop.graceSeconds", (0...600).contains(stop.graceSeconds)),
            ("restart.attempts", (0...1000).contains(restart.attempts)),
            ("restart.intervalSeconds", (1...86_400).contains(restart.intervalSeconds)),
            ("restart.delaySeconds", (0...3600).contains(restart.delaySeconds)),
            ("restart.maximumDelaySeconds", (0...86_400).contains(restart.maximumDelaySeconds)),
        ]
        return rules.first { !$0.1 }.map { "The value of \($0.0) is out of its range; correct the template." }
    }

    private func portFault(_ program: Program) -> String? {
        guard let address = NumericAddress(program.address), !address.isWildcard else {
            return "“\(AgentLog.printable(program.address))” is no single numeric address; give one of this host's."
        }
        guard program.ports.allSatisfy({ (1...65_535).contains($0.number) }) else {
            return "A port number is not between 1 and 65535; correct the placement."
        }
        guard program.port != nil else {
            let transport = program.probe.kind.portTransport
            return
                "The probe asks the port “\(AgentLog.printable(program.probe.port))”, which is no \(transport.rawValue) port of the program."
        }
        return nil
    }

    private func fileFault(_ program: Program) -> String? {
        for file in program.files where !Self.isSafe(file.path) || file.mode & ~0o777 != 0 || file.mode & 0o400 == 0 {
            return
                "The file “\(AgentLog.printable(file.path))” has a path or a mode that is not allowed; correct the template."
        }
        return nil
    }

    private func saveFault(_ program: Program) -> String? {
        if let resume = program.resume, !Self.isSafe(resume.folder) || resume.suffix.isEmpty || hasNull(resume.suffix) {
            return "The folder or the suffix of “resume” is not allowed; correct the template."
        }
        if let command = program.stop.command, !ConsoleLine.allows(command) || program.console != true {
            return "The command that stops the program is no line for a console, or it has none; correct the template."
        }
        return nil
    }

    private func resizeFault(_ program: Program) -> String? {
        guard let resize = program.resize, let way = resize.way else { return nil }
        let lacks =
            switch way {
            case .console: program.console != true
            case .probe: program.probe.script == nil
            case .local, .files: false
            }
        guard !lacks, resize.lines.count <= 20, resize.lines.allSatisfy(ConsoleLine.allows) else {
            return
                "What “resize” has for the running program are no lines for a console that it has; correct the template."
        }
        return nil
    }

    private func hasNull(_ text: String) -> Bool { text.utf8.contains(0) }

    /// Relative, without `.`, `..`, empty parts, or names that the agent uses itself.
    static func isSafe(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count <= 8 && path != LaunchSpec.logName
            && parts.allSatisfy { part in
                !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 200 && !part.hasPrefix(".lessor")
                    && !part.utf8.contains(0)
            }
    }
}
