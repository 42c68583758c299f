import Glibc
import Wire

/// Starts the daemon in the background: a new session, standard output and error to `log/agent.log`.
struct DaemonStarter {
    let root: String
    static let patience = 5.0
    private static let mostLogBytes = 1 << 20

    /// Returns when the daemon listens; throws when it does not within five seconds.
    func start() throws(AgentError) {
        let base = try Folder.open(root)
        let log = try base.makeFolder("log", logRights(base))
        if let facts = log.facts("agent.log"), facts.st_size > Self.mostLogBytes {
            try log.rename("agent.log", to: "agent.log.1")
        }
        umask(0o077)
        let arguments = ["lessor-agent", "run", "--root", root, "--foreground"]
        let processID = try Spawner.spawn(arguments, handing: nil, output: "\(root)/log/agent.log")
        let deadline = MachineClock.monotonic() + Self.patience
        while MachineClock.monotonic() < deadline {
            if isListening { return }
            var status: Int32 = 0
            if waitpid(processID, &status, WNOHANG) == processID {
                throw AgentError("The agent ended at once; \(root)/log/agent.log says why.")
            }
            usleep(10_000)
        }
        throw AgentError("The agent does not listen after \(Int(Self.patience)) s; look at \(root)/log/agent.log.")
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
