import Glibc

extension ConnectOperation {
    func lookUp(_ resolution: Resolution?) throws(SSHError) -> Bool {
        do throws(SocketAddress.Unknown) {
            if resolution == nil, let numeric = try? SocketAddress.resolve(order.host, numericOnly: true) {
                addresses = numeric
            } else if let resolution {
                guard let found = try resolution.addresses() else { return false }
                addresses = found
            } else {
                phase = .lookingUp(Resolution(of: order.host, whenDone: stir))
                return false
            }
        } catch {
            throw .unreachable(host: order.host, reason: .unknownName(error.reason))
        }
        phase = .waitingForHost
        return true
    }

    func dial(in session: LoopSession) throws(SSHError) -> Bool {
        guard takeHostSlot(for: session) else { return false }
        do throws(Errno) {
            let socket = try Socket(connectingTo: addresses[addressIndex])
            session.socket = socket
            phase = .dialling(socket)
        } catch {
            try tryNextAddress(after: error)
        }
        return true
    }

    func finishDialling(_ socket: Socket, in session: LoopSession) throws(SSHError) -> Bool {
        guard socket.isWritable else { return false }
        if let error = socket.connectionError {
            session.socket = nil
            try tryNextAddress(after: error)
        } else {
            phase = .awaitingGreeting(socket)
        }
        return true
    }

    /// The server speaks first. A full sshd hangs up instead, with or without a line of complaint.
    func hearGreeting(_ socket: Socket, in session: LoopSession) throws(SSHError) -> Bool {
        switch socket.peek() {
        case .nothing: return false
        case .ended: pause(in: session)
        case .bytes(let bytes):
            let text = String(decoding: bytes, as: UTF8.self)
            if text.hasPrefix("SSH-") || "SSH-".hasPrefix(text) {
                phase = .waitingForTurn(socket)
            } else if text.hasPrefix("Exceeded MaxStartups") || text.hasPrefix("Not allowed at this time") {
                pause(in: session)
            } else {
                let line = text.prefix { !$0.isNewline && $0.isASCII }.prefix(60)
                throw .unreachable(host: order.host, reason: .notSSH(said: String(line)))
            }
        }
        return true
    }

    /// What a deadline means depends on how far things had come.
    var timeout: SSHError {
        switch phase {
        case .lookingUp: .unreachable(host: order.host, reason: .unknownName("the resolver did not answer"))
        case .dialling: .unreachable(host: order.host, reason: .timedOut(after: order.limit))
        case _ where drops > 0: .unreachable(host: order.host, reason: .droppedUngreeted(attempts: drops))
        case .awaitingGreeting:
            .timedOut(host: order.host, what: "its SSH greeting", after: order.limit)
        default: order.timeout
        }
    }

    private func tryNextAddress(after error: Errno) throws(SSHError) {
        addressIndex += 1
        guard addressIndex == addresses.count else {
            phase = .waitingForHost
            return
        }
        let reason: SSHError.Unreachable =
            switch error.code {
            case ECONNREFUSED: .refused
            case ETIMEDOUT: .timedOut(after: order.limit)
            default: .noRoute(error.text)
            }
        throw .unreachable(host: order.host, reason: reason)
    }

    /// Tries again a little later, each time after about twice as long, and never all callers at the same moment.
    private func pause(in session: LoopSession) {
        session.socket = nil
        releaseSlots()
        drops += 1
        let milliseconds = 50 << min(drops, 5)
        phase = .pausing(until: .now + .milliseconds(milliseconds / 2 + Int.random(in: 0...milliseconds)))
    }
}
