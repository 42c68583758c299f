import Glibc
import Wire

extension Supervisor {
    /// Hands a command to a server's console; returns where its log ended before.
    func say(_ line: ConsoleLine) throws(AgentError) -> LogPage {
        let shown = AgentLog.printable(line.server)
        guard let name = ServerName(line.server), let unit = units[name], unit.isServing else {
            throw AgentError("\(shown) does not run on this host; its console is there while it runs.")
        }
        guard unit.desired.program?.console == true, let folder = try root.servers.folder(name.description) else {
            throw AgentError("\(shown) takes no commands: its program has no console.")
        }
        guard ConsoleLine.allows(line.text) else {
            throw AgentError("A command is one line of 1 to \(ConsoleLine.mostBytes) bytes without control characters.")
        }
        let size = folder.size(LaunchSpec.logName) ?? 0
        try folder.write(Array(line.text.utf8) + [10], toPipe: LaunchSpec.consoleName)
        AgentLog.write("\(shown): a command for its console")
        return LogPage(text: "", next: size, more: false)
    }

    /// Asks a program by its own command to end; false where its console does not take it.
    func sayGoodBye(_ unit: ServerUnit, _ command: String) -> Bool {
        do throws(AgentError) {
            guard let folder = try root.servers.folder(unit.name.description) else { return false }
            try folder.write(Array(command.utf8) + [10], toPipe: LaunchSpec.consoleName)
            return true
        } catch {
            AgentLog.write("\(unit.name): its console does not take \(command): \(error)")
            return false
        }
    }
}

extension Folder {
    /// Writes at once or not at all. Nothing else than a pipe is written to, whatever was planted there.
    func write(_ bytes: [UInt8], toPipe name: String) throws(AgentError) {
        let pipe = openat(descriptor, name, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard pipe >= 0 else { throw .system("open the console \(path)/\(name)") }
        defer { close(pipe) }
        var facts = stat()
        guard fstat(pipe, &facts) == 0, facts.st_mode & S_IFMT == S_IFIFO else {
            throw AgentError("\(path)/\(name) is no console any more; restart the server.")
        }
        guard Glibc.write(pipe, bytes, bytes.count) == bytes.count else {
            throw AgentError("The server does not read its console; what was sent before waits still.")
        }
    }
}
