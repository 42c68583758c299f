/// Starts a command to talk with, and leaves its channel in the session.
final class OpenStreamOperation: Operation {
    let order: Order
    private let id: StreamID
    private let command: String
    private let reply: Reply<StreamID>
    private let start: CommandStart
    private var isClosing = false

    init(order: Order, id: StreamID, command: String, reply: Reply<StreamID>) {
        self.order = order
        self.id = id
        self.command = command
        self.reply = reply
        start = CommandStart(command)
    }

    var isSettled: Bool { reply.isGiven }

    func fail(_ error: SSHError) {
        reply.give(.failure(error))
    }

    func abandon(in session: LoopSession) -> Cleanup {
        if start.isClean { return .nothing }
        if session.transport?.isMidPacket != false { return .drop }
        isClosing = true
        return .stepping
    }

    func step(in session: LoopSession) throws(SSHError) -> Progress {
        if isClosing {
            guard let channel = try start.openChannel(in: session, order), session.close(channel) else {
                return .waiting
            }
            return .finished
        }
        guard let channel = try start.step(in: session, order) else { return .waiting }
        session.streams[id] = StreamChannel(id: id, command: command, channel: channel)
        reply.give(.success(id))
        return .finished
    }
}
