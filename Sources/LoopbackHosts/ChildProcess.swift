import Foundation
import Glibc
import Synchronization

/// A process of ours, in a session of its own so that a Ctrl-C in our terminal does not reach it.
final class ChildProcess: Sendable {
    let identifier: pid_t
    private let status = Mutex<Int32?>(nil)

    /// - Parameter log: Where both its output streams go; nowhere when nil.
    init(_ path: String, _ arguments: [String], log: URL?) throws(LoopbackError) {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log?.path ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.setCleanStart(&attributes)
        let words = ([path] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        let environment = [strdup("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), nil]
        defer { free(environment[0]) }
        var identifier: pid_t = 0
        let code = posix_spawn(&identifier, path, &actions, &attributes, words + [nil], environment)
        guard code == 0 else { throw LoopbackError("\(path) cannot be started: \(String(cString: strerror(code)))") }
        self.identifier = identifier
    }

    var isRunning: Bool { reap(WNOHANG) == nil }

    /// Blocks until it ends; the exit status, or 128 and the signal.
    func wait() -> Int32 {
        let status = reap(0) ?? 0
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
    }

    /// Keeps it from starting anything more, while its children are being ended.
    func stopFirst() {
        signal(SIGSTOP)
    }

    func killAndWait() {
        signal(SIGKILL)
        _ = wait()
    }

    /// Never after it was reaped, when its number may be another's.
    private func signal(_ number: Int32) {
        status.withLock { if $0 == nil { kill(identifier, number) } }
    }

    private func reap(_ options: Int32) -> Int32? {
        status.withLock { known in
            if known != nil { return known }
            var code: Int32 = 0
            guard waitpid(identifier, &code, options) == identifier else { return nil }
            known = code
            return code
        }
    }

    /// A new session, and no signal blocked or ignored by inheritance.
    private static func setCleanStart(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which Glibc hides without _GNU_SOURCE
        posix_spawnattr_setflags(
            &attributes,
            Int16(newSession | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF))
        )
    }
}
