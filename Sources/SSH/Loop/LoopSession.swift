typealias SessionID = Int
typealias StreamID = Int

/// One connection as the loop thread sees it: a queue of operations, of which only the first touches libssh2.
///
/// One at a time, because libssh2 keeps the state of half-done calls in the session: a second operation between the
/// two halves of a packet would break it.
final class LoopSession {
    /// How long an abandoned operation may take to close its channel before the connection is dropped with it.
    private static let grace = Duration.seconds(10)

    let id: SessionID
    let host: SSHEndpoint
    let status = ConnectionStatus()
    /// Nil while there is nothing to poll.
    var socket: Socket?
    /// Nil until the login is complete.
    var transport: LibSSH2Session?
    var streams: [StreamID: StreamChannel] = [:]
    /// Channels closed by this side and not yet by the other.
    var lingering: [LibSSH2Channel] = []
    let readBuffer: UnsafeMutableRawBufferPointer
    /// Something may be done at once.
    var isStirred = true
    private(set) var isDead = false
    private(set) var queue: [any Operation] = []
    private var graceEnd: ContinuousClock.Instant?
    private let keepaliveInterval: Duration
    private var nextKeepalive: ContinuousClock.Instant

    init(
        id: SessionID,
        host: SSHEndpoint,
        keepaliveInterval: Duration,
        readBuffer: UnsafeMutableRawBufferPointer
    ) {
        self.id = id
        self.host = host
        self.keepaliveInterval = keepaliveInterval
        nextKeepalive = .now + keepaliveInterval
        self.readBuffer = readBuffer
    }

    func enqueue(_ operation: any Operation) {
        queue.append(operation)
        isStirred = true
    }

    /// When to be advanced at the latest, if nothing happens before. Asked of every session in every pass.
    var nextEvent: ContinuousClock.Instant? {
        guard let first = queue.first else { return transport == nil ? nil : nextKeepalive }
        var next = first.wakeTime
        for operation in queue {
            let deadline = operation.isSettled ? graceEnd ?? operation.order.deadline : operation.order.deadline
            next = next.map { min($0, deadline) } ?? deadline
        }
        return next
    }

    /// Gives up on what has run out of time or was cancelled, then does all that can be done without waiting.
    func advance(now: ContinuousClock.Instant) {
        isStirred = false
        expireWaiting(now: now)
        while !isDead, let operation = queue.first {
            expire(operation, now: now)
            guard !isDead, operation === queue.first else { continue }
            let progress = attempt(operation)
            if operation.isSettled { graceEnd = graceEnd ?? .now + Self.grace }
            switch progress {
            case .waiting: return
            case .again:
                isStirred = true
                return
            case .finished:
                graceEnd = nil
                nextKeepalive = now + keepaliveInterval
                if !queue.isEmpty { queue.removeFirst() }
                closeLingering()
            }
        }
        sendKeepalive(now: now)
    }

    /// Ends the connection; every operation that has not been answered learns that it was cut off.
    func drop(politely: Bool = false) {
        guard !isDead else { return }
        isDead = true
        status.close()
        if politely { transport?.sayGoodbye() }
        for operation in queue {
            operation.fail(operation.order.disconnection)
            if operation === queue.first { _ = operation.abandon(in: self) }
        }
        queue = []
        streams = [:]
        lingering = []
        transport = nil
        socket = nil
    }

    private func attempt(_ operation: any Operation) -> Progress {
        do throws(SSHError) {
            return try operation.step(in: self)
        } catch {
            giveUp(operation, error)
            return isDead || operation !== queue.first ? .waiting : .again
        }
    }

    private func giveUp(_ operation: any Operation, _ error: SSHError) {
        let cleanup = if case .disconnected = error { Cleanup.drop } else { operation.abandon(in: self) }
        // Before the caller is told, so that it sees what it is told.
        if case .drop = cleanup { status.close() }
        operation.fail(error)
        switch cleanup {
        case .nothing:
            queue.removeFirst()
            isStirred = true
        case .stepping: break
        case .drop: drop()
        }
    }

    private func expire(_ operation: any Operation, now: ContinuousClock.Instant) {
        if operation.isSettled {
            if let graceEnd, graceEnd <= now { drop() }
        } else if operation.order.isCancelled {
            giveUp(operation, operation.order.cancellation)
        } else if operation.order.deadline <= now {
            giveUp(operation, operation.timeout)
        }
    }

    /// Those not yet begun have nothing to clean up.
    private func expireWaiting(now: ContinuousClock.Instant) {
        for operation in queue.dropFirst() {
            if operation.order.isCancelled {
                operation.fail(operation.order.cancellation)
            } else if operation.order.deadline <= now {
                operation.fail(operation.timeout)
            }
        }
        guard let first = queue.first else { return }
        queue = [first] + queue.dropFirst().filter { !$0.isSettled }
    }

    private func sendKeepalive(now: ContinuousClock.Instant) {
        guard !isDead, queue.isEmpty, let transport, nextKeepalive <= now else { return }
        nextKeepalive = now + keepaliveInterval
        // A packet that does not fit into an idle connection's buffer is a peer that has gone.
        if (try? transport.sendKeepalive()) == nil || transport.isMidPacket { drop() }
    }
}
