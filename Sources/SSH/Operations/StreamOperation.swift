/// One request of a caller to an open stream. When it fails, the stream is closed with it.
final class StreamOperation: Operation {
    enum Kind {
        case write([UInt8])
        case readLine(limit: Int)
        case close
    }

    let order: Order
    private let id: StreamID
    private let kind: Kind
    private let reply: Reply<[UInt8]>
    private var hasBegun = false
    private var isClosing = false

    init(order: Order, id: StreamID, kind: Kind, reply: Reply<[UInt8]>) {
        self.order = order
        self.id = id
        self.kind = kind
        self.reply = reply
        if case .close = kind { isClosing = true }
    }

    var isSettled: Bool { reply.isGiven }

    func fail(_ error: SSHError) {
        reply.give(.failure(error))
    }

    func abandon(in session: LoopSession) -> Cleanup {
        if session.transport?.isMidPacket != false { return .drop }
        isClosing = true
        return .stepping
    }

    func step(in session: LoopSession) throws(SSHError) -> Progress {
        guard let stream = session.streams[id] else {
            if isClosing { reply.give(.success([])) }
            reply.give(.failure(order.disconnection))
            return .finished
        }
        if isClosing { return close(stream, in: session) }
        if case .write(let bytes) = kind, !hasBegun { stream.pump.send(bytes) }
        hasBegun = true
        if try answer(from: stream) { return .finished }
        switch try stream.run(in: session, order) {
        case .waiting: return try answer(from: stream) ? .finished : .waiting
        case .again: return .again
        case .closed:
            guard try !answer(from: stream) else { return .finished }
            throw stream.ending(order)
        }
    }

    /// True when the caller has what it asked for and no half-sent packet is left behind.
    private func answer(from stream: StreamChannel) throws(SSHError) -> Bool {
        if !isSettled {
            switch kind {
            case .write:
                guard stream.pump.isDrained else { return false }
                reply.give(.success([]))
            case .readLine(let limit):
                guard let line = try stream.takeLine(limit: limit, order) else { return false }
                reply.give(.success(line))
            case .close: break
            }
        }
        return !stream.pump.isMidPacket
    }

    private func close(_ stream: StreamChannel, in session: LoopSession) -> Progress {
        guard session.close(stream.pump.channel) else { return .waiting }
        session.streams[id] = nil
        reply.give(.success([]))
        return .finished
    }
}
