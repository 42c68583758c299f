import Glibc

/// All sessions, and the poll(2) loop over them. Made, used and freed on the loop thread.
final class LoopState {
    private static let pollHangUp: Int16 = 0x2000  // POLLRDHUP, which Glibc hides without _GNU_SOURCE

    let slots: HandshakeSlots
    private let keepaliveInterval: Duration
    private unowned let loop: SSHLoop
    /// In the order of their numbers.
    private var sessions: [LoopSession] = []
    private var lastID: SessionID = 0
    private let readBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)

    init(loop: SSHLoop, settings: SSHLoop.Settings) {
        self.loop = loop
        slots = HandshakeSlots(limits: settings.limits)
        keepaliveInterval = settings.keepaliveInterval
    }

    deinit {
        readBuffer.deallocate()
    }

    /// A number that no other session or stream of this loop has.
    func newID() -> Int {
        lastID += 1
        return lastID
    }

    func makeSession(host: SSHEndpoint) -> LoopSession {
        let session = LoopSession(
            id: newID(),
            host: host,
            keepaliveInterval: keepaliveInterval,
            readBuffer: readBuffer
        )
        sessions.append(session)
        return session
    }

    func enqueue(_ operation: any Operation, on id: SessionID) {
        guard let session = session(id), !session.isDead else {
            return operation.fail(operation.order.disconnection)
        }
        session.enqueue(operation)
    }

    func closeSession(_ id: SessionID) {
        session(id)?.drop(politely: true)
    }

    private func session(_ id: SessionID) -> LoopSession? {
        var (low, high) = (0, sessions.count)
        while low < high {
            let middle = (low + high) / 2
            if sessions[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low < sessions.count && sessions[low].id == id ? sessions[low] : nil
    }

    /// Called from any thread, has the session advanced; when all is over by then, nothing happens.
    func stirring(_ id: SessionID) -> @Sendable () -> Void {
        { [loop] in
            _ = loop.perform { state in state.session(id)?.isStirred = true }
        }
    }

    func close() {
        for session in sessions { session.drop(politely: true) }
        sessions = []
    }

    /// Advances every session that can do something, then waits for the next event.
    func pass() {
        let now = ContinuousClock.now
        for session in sessions where session.isStirred || session.isDue(now) { session.advance(now: now) }
        slots.callNext()
        sessions.removeAll(where: \.isDead)
        wait(sessions.contains(where: \.isStirred) ? 0 : millisecondsToNextEvent(from: .now))
    }

    private func millisecondsToNextEvent(from now: ContinuousClock.Instant) -> Int32 {
        guard let next = sessions.lazy.compactMap(\.nextEvent).min() else { return -1 }
        let (seconds, attoseconds) = (next - now).components
        // Rounded up, so that the event is due when the wait ends.
        return Int32(clamping: max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1))
    }

    private func wait(_ milliseconds: Int32) {
        var descriptors = [pollfd(fd: loop.wakeDescriptor, events: Int16(POLLIN), revents: 0)]
        descriptors.reserveCapacity(sessions.count + 1)
        for session in sessions { descriptors.append(pollDescriptor(session)) }
        guard poll(&descriptors, nfds_t(descriptors.count), milliseconds) > 0 else { return }
        if descriptors[0].revents != 0 {
            _ = read(loop.wakeDescriptor, readBuffer.baseAddress, readBuffer.count)
        }
        for (session, descriptor) in zip(sessions, descriptors.dropFirst()) where descriptor.revents != 0 {
            session.socketIsReady()
        }
    }

    private func pollDescriptor(_ session: LoopSession) -> pollfd {
        guard let socket = session.socket, let interest = session.interest else {
            return pollfd(fd: -1, events: 0, revents: 0)
        }
        switch interest {
        case .nothing: return pollfd(fd: socket.descriptor, events: Self.pollHangUp, revents: 0)
        case .writable: return pollfd(fd: socket.descriptor, events: Int16(POLLOUT), revents: 0)
        case .readable:
            socket.acknowledgeQuickly()
            return pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
        }
    }
}
