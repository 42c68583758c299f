import Glibc
import Testing

/// A process with files for its standard streams, in a session of its own.
///
/// Foundation's `Process` hands the blocked signals of a pool thread on to the child, which then ignores SIGTERM.
struct ChildProcess {
    enum End: Equatable {
        case exit(Int32)
        case signal(Int32)
    }

    let id: pid_t

    /// POSIX_SPAWN_SETSID, which Swift's overlay leaves out.
    private static let newSession: Int16 = 0x80

    /// `arguments` begin with the absolute path; output and errors are appended to `output`.
    init(_ arguments: [String], in folder: TemporaryFolder, input: String, output: String) throws {
        let source = try folder.write(input, to: "\(output).in", mode: 0o600)
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, source, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "\(folder.path)/\(output)", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) | Self.newSession
        )
        let texts = arguments.map { strdup($0) }
        defer { texts.forEach { free($0) } }
        let environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var child: pid_t = 0
        let failure = posix_spawn(&child, arguments[0], &actions, &attributes, texts + [nil], environment)
        try #require(failure == 0, "\(arguments[0]): \(String(cString: strerror(failure)))")
        id = child
    }

    /// Waits without holding a thread of the pool; kills it when it takes longer.
    func end(within limit: Duration = .seconds(60)) async throws -> End {
        let deadline = ContinuousClock.now + limit
        while true {
            var status: Int32 = 0
            if waitpid(id, &status, WNOHANG) == id {
                return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
            }
            if ContinuousClock.now > deadline { kill(id, SIGKILL) }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
