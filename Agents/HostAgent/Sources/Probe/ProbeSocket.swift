import Glibc
import Wire

/// One probe under way. Its socket is connected, so the kernel passes only answers of exactly that address and port.
final class ProbeSocket {
    let descriptor: Int32
    /// Monotonic time at which it counts as unanswered.
    let deadline: Double
    /// The agent's time when it was sent.
    let sent: Int64
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
    ///
    /// - Parameter isFresh: see ``ProbeScript``.
    init?(_ program: Program, isFresh: Bool, timeout: Double, now: Double, sent: Int64) {
        let kind = program.probe.kind
        transport = kind.transport
        guard let address = NumericAddress(program.address),
            let port = program.ports.first(where: { $0.name == program.probe.port && $0.transport == kind.transport })
        else { return nil }
        let type = kind.transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        let flags = Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        descriptor = socket(address.family, flags, 0)
        dialogue = kind.dialogue(
            nonce: UInt64.random(in: 0 ... .max),
            script: ProbeScript(program, isFresh: isFresh)
        )
        outgoing = dialogue.opening
        deadline = now + timeout
        self.sent = sent
        guard descriptor >= 0 else { return nil }
        let connected = address.withSocketAddress(port: port.number) { connect(descriptor, $0, $1) }
        // A failed initialiser still runs deinit, which closes the socket.
        guard connected == 0 || errno == EINPROGRESS, flush() else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// What to wait for.
    var polled: pollfd {
        let events = outgoing.isEmpty ? POLLIN : POLLIN | POLLOUT
        return pollfd(fd: descriptor, events: Int16(events), revents: 0)
    }

    /// The result, when there is one: called when the socket is ready or the deadline has passed.
    func result(now: Double) -> ProbeResult? {
        for _ in 0..<Self.mostReads {
            guard flush() else { return .silence }
            guard let bytes = ByteStream.readSome(from: descriptor, most: Self.mostBytes) else {
                // EAGAIN: nothing yet. Anything else (the port refused) is as final as silence.
                return errno == EAGAIN && now < deadline ? nil : .silence
            }
            if let final = take(bytes) { return final }
        }
        return now < deadline ? nil : .silence
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
