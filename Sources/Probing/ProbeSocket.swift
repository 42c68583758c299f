package import Glibc
package import Wire

/// One probe under way. Its socket is connected, so the kernel passes only answers of exactly that address and port.
package final class ProbeSocket {
    package let descriptor: Int32
    /// Monotonic time at which it counts as unanswered.
    package let deadline: Double
    /// The asker's own time when it was sent.
    package let sent: Int64
    private let transport: PortBinding.Transport
    private var dialogue: any ProbeDialogue
    private var outgoing: [UInt8]
    /// Over TCP: everything so far.
    private var received: [UInt8] = []

    /// Nobody's answer is longer; that of a Minecraft server holds a picture.
    private static let mostBytes = 65_536
    /// So that a server that sends without end does not hold up the agent.
    private static let mostReads = 32

    /// Sends the probe; nil when the system would not (the caller counts that as silence).
    package init?(
        _ kind: ProbePlan.Kind,
        of address: NumericAddress,
        port: Int,
        script: ProbeScript = ProbeScript(),
        timeout: Double,
        now: Double,
        sent: Int64
    ) {
        transport = kind.transport
        let type = kind.transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        let flags = Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        descriptor = socket(address.family, flags, 0)
        dialogue = kind.dialogue(nonce: UInt64.random(in: 0 ... .max), script: script)
        outgoing = dialogue.opening
        deadline = now + timeout
        self.sent = sent
        guard descriptor >= 0 else { return nil }
        let connected = address.withSocketAddress(port: port) { connect(descriptor, $0, $1) }
        // A failed initialiser still runs deinit, which closes the socket.
        guard connected == 0 || errno == EINPROGRESS, flush() else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// What to wait for.
    package var polled: pollfd {
        let events = outgoing.isEmpty ? POLLIN : POLLIN | POLLOUT
        return pollfd(fd: descriptor, events: Int16(events), revents: 0)
    }

    /// The result, when there is one: called when the socket is ready or the deadline has passed.
    package func result(now: Double) -> ProbeResult? {
        for _ in 0..<Self.mostReads {
            guard flush() else { return .silence }
            guard let bytes = receive() else {
                // EAGAIN: nothing yet. Anything else (the port refused) is as final as silence.
                return errno == EAGAIN && now < deadline ? nil : .silence
            }
            if let final = take(bytes) { return final }
        }
        return now < deadline ? nil : .silence
    }

    /// What can be read now: empty at the end, nil on an error (`errno` says which).
    private func receive() -> [UInt8]? {
        var got = -1
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.mostBytes) { buffer, count in
            repeat { got = recv(descriptor, buffer.baseAddress, Self.mostBytes, 0) } while got < 0 && errno == EINTR
            count = max(got, 0)
        }
        return got < 0 ? nil : bytes
    }

    private func take(_ bytes: [UInt8]) -> ProbeResult? {
        if transport == .tcp {
            received += bytes
            guard !bytes.isEmpty, received.count <= Self.mostBytes else { return .silence }
        }
        switch dialogue.take(transport == .tcp ? received : bytes) {
        case .wait: return nil
        case .send(let next):
            outgoing += next
            return nil
        case .done(let answer):
            outgoing += dialogue.parting
            _ = flush()
            return .answer(players: answer.players, slots: answer.slots)
        }
    }

    /// Sends what waits; false when nobody is there.
    private func flush() -> Bool {
        guard !outgoing.isEmpty else { return true }
        let count = send(descriptor, outgoing, outgoing.count, Int32(MSG_NOSIGNAL))
        guard count > 0 else { return errno == EAGAIN }
        outgoing.removeFirst(count)
        return true
    }
}
