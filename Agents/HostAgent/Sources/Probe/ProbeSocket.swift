import Glibc
import Wire

/// One probe under way. Its socket is connected, so the kernel passes only answers of exactly that address and port.
final class ProbeSocket {
    let descriptor: Int32
    let nonce: UInt64
    /// Monotonic time at which it counts as unanswered.
    let deadline: Double
    /// The agent's time when it was sent.
    let sent: Int64

    /// Sends the probe; nil when the system would not (the caller counts that as silence).
    init?(_ program: Program, timeout: Double, now: Double, sent: Int64) {
        guard let address = NumericAddress(program.address),
            let port = program.ports.first(where: { $0.name == program.probe.port && $0.transport == .udp })
        else { return nil }
        let flags = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        descriptor = socket(address.family, flags, 0)
        nonce = UInt64.random(in: 0 ... .max)
        deadline = now + timeout
        self.sent = sent
        guard descriptor >= 0 else { return nil }
        let request = MumblePing.request(nonce: nonce)
        let connected = address.withSocketAddress(port: port.number) { connect(descriptor, $0, $1) }
        // A failed initialiser still runs deinit, which closes the socket.
        guard connected == 0, send(descriptor, request, request.count, 0) == request.count else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// The result, when there is one: called when the socket is readable or the deadline has passed.
    func result(now: Double) -> ProbeResult? {
        while let datagram = ByteStream.readSome(from: descriptor, most: 256) {
            if let answer = MumblePing.answer(datagram, nonce: nonce) {
                return .answer(players: answer.players, slots: answer.slots)
            }
        }
        // EAGAIN: nothing yet. Anything else (the port refused) is as final as silence.
        return errno == EAGAIN && now < deadline ? nil : .silence
    }
}
