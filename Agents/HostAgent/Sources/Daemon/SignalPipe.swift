import Glibc
import Synchronization

/// Signals as bytes in a pipe, so that one poll waits for everything.
struct SignalPipe {
    private static let writing = Atomic<Int32>(-1)
    let reading: Int32

    init() throws(AgentError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system("make a pipe") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        reading = ends[0]
        Self.writing.store(ends[1], ordering: .sequentiallyConsistent)
        for number in [SIGTERM, SIGINT, SIGCHLD] {
            // Only what may run within a signal handler: one write, and the error number kept.
            Glibc.signal(number) { number in
                let kept = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = Glibc.write(SignalPipe.writing.load(ordering: .sequentiallyConsistent), &byte, 1)
                errno = kept
            }
        }
        // Whoever started the daemon may have blocked them, and a mask is inherited.
        var none = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, nil)
        Glibc.signal(SIGPIPE, SIG_IGN)
        Glibc.signal(SIGHUP, SIG_IGN)
    }

    /// The signals that came since.
    func take() -> Set<Int32> { Set((ByteStream.readSome(from: reading, most: 256) ?? []).map { Int32($0) }) }
}
