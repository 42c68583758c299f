import Glibc
import Wire

/// The systemd unit around one process of a server and all that it starts: a scope, so that the process stays a child of the agent,
/// which sees its end, and outlives the agent as before. What `systemctl status` shows, and what the limits hold for.
enum ServerScope {
    static let slice = "lessor.slice"

    /// Whether this agent can make units: root, under systemd.
    static func isPossible(own users: Bool) -> Bool {
        users && geteuid() == 0 && access("/run/systemd/system", F_OK) == 0 && access(systemdRun, X_OK) == 0
    }

    private static let systemdRun = "/usr/bin/systemd-run"
    private static let systemctl = "/usr/bin/systemctl"

    /// `lessor-srv-1001-5f3a.scope`: a name of its own for each process, since systemd may notice the end of the last one later than
    /// the next one starts.
    static func name(_ server: ServerName, at now: Double) -> String {
        "lessor-\(server)-\(String(UInt64(now * 1000), radix: 16)).scope"
    }

    /// What becomes `command`, in a scope of this name; the process stays the same.
    static func command(_ command: [String], in scope: String, of server: ServerName, _ limits: ProgramLimits?)
        -> [String]
    {
        var words = [systemdRun, "--scope", "--quiet", "--collect", "--unit=\(scope)", "--slice=\(slice)"]
        words.append("--description=Lessor server \(server)")
        if let limits {
            words += properties(limits).flatMap { ["-p", $0] }
        }
        return words + ["--"] + command
    }

    /// Gives a scope other limits while it runs.
    static func limit(_ scope: String, _ limits: ProgramLimits) -> [String] {
        [systemctl, "--quiet", "set-property", "--runtime", scope] + properties(limits)
    }

    private static func properties(_ limits: ProgramLimits) -> [String] {
        [
            "MemoryMax=\(limits.memoryBytes)", "MemorySwapMax=0", "CPUQuota=\(limits.cpuPercent)%",
            "TasksMax=\(limits.tasks)",
        ]
    }

    /// Ends a scope and whatever is left in it. Nobody waits for it: it does nothing where the scope is gone already.
    static func end(_ scope: String) -> [String] { [systemctl, "--quiet", "--no-block", "stop", scope] }
}
