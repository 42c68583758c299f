import Synchronization

/// What a caller wants of a host and until when; shared with the caller's cancellation handler.
final class Order: Sendable {
    let host: SSHEndpoint
    /// The operation in words that fit "during …" and "did not finish …".
    let what: String
    let limit: Duration
    /// On a clock that never steps, unlike the one in libssh2's own time limits.
    let deadline: ContinuousClock.Instant
    private let cancelled = Atomic(false)

    init(host: SSHEndpoint, what: String, limit: Duration) {
        self.host = host
        self.what = what
        self.limit = limit
        deadline = .now + limit
    }

    func cancel() {
        cancelled.store(true, ordering: .releasing)
    }

    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

    var cancellation: SSHError { .cancelled(host: host, what: what) }

    var timeout: SSHError { .timedOut(host: host, what: what, after: limit) }

    var disconnection: SSHError { .disconnected(host: host, during: what) }
}
