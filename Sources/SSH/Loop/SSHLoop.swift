import Glibc

/// The front of the one thread on which all of libssh2 runs: work goes in from anywhere, and wakes it.
final class SSHLoop: Sendable {
    /// A piece of work for the loop thread.
    typealias Work = @Sendable (LoopState) -> Void

    struct Settings: Sendable {
        let limits: HandshakeSlots.Limits
        let keepaliveInterval: Duration
    }

    private struct Inbox {
        var work: [Work] = []
        var isStopping = false
        /// The thread has gone and the descriptor with it.
        var isGone = false
        var whenGone: [CheckedContinuation<Void, Never>] = []
    }

    private let inbox = Lock(Inbox())
    /// The loop polls one end and anyone writes to the other.
    let wakeDescriptor: Int32
    private let ringDescriptor: Int32
    private let settings: Settings

    init(settings: Settings) {
        self.settings = settings
        var pair: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        socketpair(AF_UNIX, type, 0, &pair)
        (wakeDescriptor, ringDescriptor) = (pair[0], pair[1])
        if !startThread({ [self] in run() }) { end() }
    }

    /// Has work done on the loop thread; false when there is none any more, and then it is never done.
    func perform(_ work: @escaping Work) -> Bool {
        inbox.withLock { inbox in
            guard !inbox.isStopping, !inbox.isGone else { return false }
            inbox.work.append(work)
            ring()
            return true
        }
    }

    /// Makes the loop look at all deadlines and cancellations.
    func wake() {
        inbox.withLock { inbox in
            if !inbox.isGone { ring() }
        }
    }

    /// Begins the end; what is running fails with `.disconnected`.
    func stop() {
        inbox.withLock { inbox in
            inbox.isStopping = true
            if !inbox.isGone { ring() }
        }
    }

    /// Returns once everything is freed and closed.
    func waitUntilGone() async {
        await withCheckedContinuation { continuation in
            let isGone = inbox.withLock { inbox in
                if !inbox.isGone { inbox.whenGone.append(continuation) }
                return inbox.isGone
            }
            if isGone { continuation.resume() }
        }
    }

    /// Only under the lock, so that the descriptors are still ours.
    private func ring() {
        // A full buffer is a loud enough ring already.
        _ = send(ringDescriptor, [1], 1, Int32(MSG_NOSIGNAL))
    }

    private func run() {
        let state = LoopState(loop: self, settings: settings)
        while takeWork(for: state) { state.pass() }
        state.close()
        end()
    }

    /// From here on nothing is accepted.
    private func end() {
        let waiting = inbox.withLock { inbox in
            close(wakeDescriptor)
            close(ringDescriptor)
            inbox.isGone = true
            return inbox.whenGone
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Does what has come in; false when it is time to stop, and nothing is left behind.
    private func takeWork(for state: LoopState) -> Bool {
        let (work, isStopping) = inbox.withLock { inbox in
            defer { inbox.work = [] }
            return (inbox.work, inbox.isStopping)
        }
        for item in work { item(state) }
        return !isStopping
    }
}
