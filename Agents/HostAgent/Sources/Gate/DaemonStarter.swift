import Glibc
import Wire

/// Starts the daemon in the background: a new session, standard output and error to `log/agent.log`.
struct DaemonStarter {
    let root: String
    static let patience = 15.0
    private static let mostLogBytes = 1 << 20

    /// Returns when a daemon listens; throws when none does within ``patience``.
    func start() throws(AgentError) {
        let base = try Folder.open(root)
        let log = try base.makeFolder("log", logRights(base))
        if let facts = log.facts("agent.log"), facts.st_size > Self.mostLogBytes {
            try log.rename("agent.log", to: "agent.log.1")
        }
        umask(0o077)
        let deadline = MachineClock.monotonic() + Self.patience
        repeat {
            if try spawnAndWait(until: deadline) { return }
            usleep(100_000)
        } while MachineClock.monotonic() < deadline
        throw AgentError("The agent does not listen after \(Int(Self.patience)) s; look at \(root)/log/agent.log.")
    }

    /// Starts one daemon; false when another one has the directory. That one is new and will listen soon, or it is
    /// ending and another start will do.
    private func spawnAndWait(until deadline: Double) throws(AgentError) -> Bool {
        let arguments = ["lessor-agent", "run", "--root", root, "--foreground"]
        let processID = try Spawner.spawn(arguments, handing: nil, output: "\(root)/log/agent.log")
        var status: Int32 = 0
        while MachineClock.monotonic() < deadline {
            if isListening { return true }
            if waitpid(processID, &status, WNOHANG) == processID {
                if Supervisor.ending(processID, status).exitCode == AgentCommand.busyCode { return false }
                throw AgentError("The agent ended at once; \(root)/log/agent.log says why.")
            }
            usleep(10_000)
        }
        return false
    }

    private var isListening: Bool {
        guard let run = try? Folder.open("\(root)/run") else { return false }
        guard let descriptor = UnixSocket.connect(in: run, name: AgentRoot.socketName) else { return false }
        close(descriptor)
        return true
    }

    /// Leaves the rights that the daemon gave it.
    private func logRights(_ base: Folder) -> FileRights {
        guard let facts = base.facts("log") else { return .privateFolder }
        return FileRights(mode: facts.st_mode & 0o7777)
    }
}
