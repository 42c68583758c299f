import Glibc

/// Starts the agent's own binary again: as launch step of a server, or as daemon.
enum Spawner {
    // glibc's value; the Swift overlay does not carry it, since it stands behind _GNU_SOURCE.
    private static let newSession: Int32 = 0x80

    /// Starts the launch step in a new session. It does nothing before ``release(_:with:)`` and ends when the agent
    /// dies first, so that no server ever runs unrecorded.
    ///
    /// - Parameter wrapped: makes the command that becomes the launch step, where something has to be done before.
    static func launchStep(wrapped: (([String]) -> [String])? = nil) throws(AgentError) -> PendingLaunch {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("make a pipe") }
        defer { close(ends[0]) }
        _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
        _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
        do throws(AgentError) {
            // The running binary itself, also after its file was replaced by a newer one.
            let own = "/proc/\(getpid())/exe"
            let command = wrapped?([own, "launch"]) ?? ["lessor-agent", "launch"]
            let program = wrapped == nil ? own : command[0]
            let processID = try spawn(command, of: program, handing: ends[0], output: nil)
            guard let identity = ProcessTable.identity(processID) else {
                throw AgentError("/proc does not show process \(processID); mount /proc on this host.")
            }
            return PendingLaunch(identity: identity, channel: ends[1])
        } catch {
            close(ends[1])
            throw error
        }
    }

    /// Starts a program, this binary where none is named; standard input is `/dev/null`, output and error append to `output`, or
    /// go where the agent's own errors go.
    static func spawn(
        _ arguments: [String],
        of program: String = "/proc/self/exe",
        handing channel: Int32?,
        output: String?
    ) throws(AgentError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        if let output {
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_APPEND | O_CREAT, 0o600)
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 2, 1)
        }
        if let channel { posix_spawn_file_actions_adddup2(&actions, channel, LaunchSpec.channel) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        setSignals(&attributes)
        return try start(program, arguments, actions, attributes)
    }

    /// Waits for the end of a process that ends at once; its exit code, or nil where a signal ended it.
    static func result(of processID: Int32) -> Int32? {
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0 {
            guard errno == EINTR else { return nil }
        }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }

    private static func setSignals(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        let flags = newSession | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    private static func start(
        _ program: String,
        _ arguments: [String],
        _ actions: posix_spawn_file_actions_t,
        _ attributes: posix_spawnattr_t
    ) throws(AgentError) -> Int32 {
        var actions = actions
        var attributes = attributes
        var processID: pid_t = 0
        let code = withCStrings(arguments) {
            posix_spawn(&processID, program, &actions, &attributes, $0, environ)
        }
        guard code == 0 else { throw .system("start a process", code: code) }
        return processID
    }
}

/// A launch step that waits for its spec.
struct PendingLaunch {
    let identity: ProcessIdentity
    let channel: Int32

    /// Lets it go on with `spec`, or end without doing anything when that is nil.
    func release(with spec: LaunchSpec?) throws(AgentError) {
        defer { close(channel) }
        guard let spec else { return }
        guard ByteStream.writeAll(try JSONText.encode(spec), to: channel) else { throw .system("hand over a launch") }
    }
}

/// Calls `body` with a null-terminated array of C strings.
func withCStrings<R>(_ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> R) -> R {
    var pointers = texts.map { strdup($0) }
    pointers.append(nil)
    defer { pointers.forEach { free($0) } }
    return pointers.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else {
            preconditionFailure("an array with a null at its end is never empty")
        }
        return body(base)
    }
}
