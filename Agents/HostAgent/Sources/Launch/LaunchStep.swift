import Glibc
import Wire

/// `lessor-agent launch`, hidden: waits for a spec on descriptor 3, then becomes the server's process. posix_spawn can
/// neither change the user nor the working directory, and Swift must not fork.
enum LaunchStep {
    /// Returns only when it could not become the program.
    static func run() -> Int32 {
        guard let bytes = ByteStream.readAll(from: LaunchSpec.channel, limit: 4 << 20),
            let spec = JSONText.decode(LaunchSpec.self, from: bytes)
        else { return LaunchSpec.failureCode }
        do {
            try prepare(spec)
        } catch {
            _ = ByteStream.writeAll(Array("\(error)\n".utf8), to: 2)
            return LaunchSpec.failureCode
        }
        // Its own binary, wherever that is and whoever may reach it there.
        let named = spec.arguments.first ?? ""
        let path = named == InstancePlan.agent ? "/proc/self/exe" : named
        let environment = spec.environment.map { "\($0.key)=\($0.value)" }
        withCStrings(environment) { variables in
            withCStrings(spec.arguments) { _ = execve(path, $0, variables) }
        }
        let message = AgentError.system("start \(spec.arguments.first ?? "nothing")")
        _ = ByteStream.writeAll(Array("\(message)\n".utf8), to: 2)
        return LaunchSpec.failureCode
    }

    private static func prepare(_ spec: LaunchSpec) throws(AgentError) {
        close(LaunchSpec.channel)
        closeInherited()
        if let view = spec.view { try view.enter() }
        guard chdir(spec.directory) == 0 else { throw .system("enter the directory \(spec.directory)") }
        try limit(RLIMIT_NOFILE, to: UInt(spec.openFiles))
        try limit(RLIMIT_CORE, to: 0)
        try becomeUser(spec.user)
        try forbidNewPrivileges()
        umask(0o077)
        try redirect(standardInput: spec.standardInput)
        if spec.console { try openConsole() }
    }

    private static func closeInherited() {
        guard let folder = try? Folder.open("/proc/self/fd"), let names = try? folder.names() else { return }
        for descriptor in names.compactMap({ Int32($0) }) where descriptor > 2 && descriptor != folder.descriptor {
            close(descriptor)
        }
    }

    private static func becomeUser(_ user: UInt32?) throws(AgentError) {
        guard let user else { return }
        guard setgroups(0, nil) == 0, setgid(user) == 0, setuid(user) == 0 else {
            throw .system("become user \(user)")
        }
    }

    private static func forbidNewPrivileges() throws(AgentError) {
        let setNoNewPrivileges: Int32 = 38
        guard try LinuxCall.prctl(setNoNewPrivileges, 1) == 0 else {
            throw .system("forbid new privileges")
        }
    }

    private static func limit(_ resource: __rlimit_resource, to value: UInt) throws(AgentError) {
        var now = rlimit()
        getrlimit(__rlimit_resource_t(resource.rawValue), &now)
        let most = geteuid() == 0 ? value : min(value, UInt(now.rlim_max))
        var limits = rlimit(rlim_cur: rlim_t(most), rlim_max: rlim_t(most))
        guard setrlimit(__rlimit_resource_t(resource.rawValue), &limits) == 0 else {
            throw .system("set a resource limit of \(most)")
        }
    }

    /// Made as the server's user. Open for writing too, so that it has no end when nobody writes.
    private static func openConsole() throws(AgentError) {
        unlink(LaunchSpec.consoleName)
        guard mkfifo(LaunchSpec.consoleName, 0o600) == 0 else { throw .system("make the server's console") }
        let pipe = open(LaunchSpec.consoleName, O_RDWR | O_NOFOLLOW | O_CLOEXEC)
        guard pipe >= 0 else { throw .system("open the server's console") }
        dup2(pipe, 0)
        close(pipe)
    }

    private static func redirect(standardInput: String?) throws(AgentError) {
        let log = try ServerLog.open()
        dup2(log, 1)
        dup2(log, 2)
        close(log)
        guard let standardInput else { return }
        var ends: [Int32] = [-1, -1]
        // The validated length fits into a pipe's buffer, so this does not wait for a reader.
        guard pipe(&ends) == 0, ByteStream.writeAll(Array(standardInput.utf8), to: ends[1]) else {
            throw .system("hand over standard input")
        }
        dup2(ends[0], 0)
        close(ends[0])
        close(ends[1])
    }
}
