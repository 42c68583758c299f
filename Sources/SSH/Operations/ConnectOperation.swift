/// What a connection is, once it stands.
struct Login: Sendable {
    let session: SessionID
    let status: ConnectionStatus
    let hostKey: HostKey
}

/// What a caller asks for when it connects.
struct LoginRequest: Sendable {
    let user: String
    let key: SSHPrivateKey
    let policy: HostKeyPolicy
}

/// From a name or address to a login: look up, dial, wait for the greeting, exchange keys, check the host's key, log
/// in.
final class ConnectOperation: Operation {
    enum Phase {
        case lookingUp(Resolution?)
        case waitingForHost
        case dialling(Socket)
        case awaitingGreeting(Socket)
        case waitingForTurn(Socket)
        case exchangingKeys(LibSSH2Session)
        case loggingIn(LibSSH2Session, HostKey)
        case pausing(until: ContinuousClock.Instant)
        case done
    }

    let order: Order
    let request: LoginRequest
    let slots: HandshakeSlots
    /// Has this operation stepped, from any thread.
    let stir: @Sendable () -> Void
    private let reply: Reply<Login>

    var phase = Phase.lookingUp(nil)
    var addresses: [SocketAddress] = []
    /// Which of the addresses is being dialled.
    var addressIndex = 0
    /// Hung up on before the greeting, so often.
    var drops = 0
    var hostKeyTypes: [String]
    /// The pinned type of key was not to be had; see what the host shows instead, to name it.
    var isLookingForAnyKey = false
    private var hasHostSlot = false
    private var hasTurn = false

    init(
        order: Order,
        request: LoginRequest,
        slots: HandshakeSlots,
        stir: @escaping @Sendable () -> Void,
        reply: Reply<Login>
    ) {
        self.order = order
        self.request = request
        self.reply = reply
        self.slots = slots
        self.stir = stir
        hostKeyTypes =
            switch request.policy {
            case .pinned(let key): [key.type]
            case .acceptFirst: HostKey.usableTypes
            }
    }

    var isSettled: Bool { reply.isGiven }

    var interest: SocketInterest? {
        switch phase {
        case .lookingUp, .waitingForHost, .waitingForTurn, .pausing, .done: .nothing
        case .dialling: .writable
        case .awaitingGreeting: .readable
        case .exchangingKeys(let transport), .loggingIn(let transport, _): transport.isMidPacket ? .writable : .readable
        }
    }

    var wakeTime: ContinuousClock.Instant? {
        if case .pausing(let end) = phase { end } else { nil }
    }

    func fail(_ error: SSHError) {
        reply.give(.failure(error))
    }

    /// A connection that does not come about leaves nothing.
    func abandon(in session: LoopSession) -> Cleanup {
        releaseSlots()
        slots.giveUp()
        phase = .done
        return .drop
    }

    func step(in session: LoopSession) throws(SSHError) -> Progress {
        while true {
            guard try advance(in: session) else { return .waiting }
            if case .done = phase { return .finished }
        }
    }

    /// True when the phase has changed and there may be more to do at once.
    private func advance(in session: LoopSession) throws(SSHError) -> Bool {
        switch phase {
        case .lookingUp(let resolution): return try lookUp(resolution)
        case .waitingForHost: return try dial(in: session)
        case .dialling(let socket): return try finishDialling(socket, in: session)
        case .awaitingGreeting(let socket): return try hearGreeting(socket, in: session)
        case .waitingForTurn(let socket): return try beginKeyExchange(socket, in: session)
        case .exchangingKeys(let transport): return try exchangeKeys(transport, in: session)
        case .loggingIn(let transport, let hostKey): return try logIn(transport, hostKey, in: session)
        case .pausing(let end):
            guard end <= .now else { return false }
            phase = .waitingForHost
            return true
        case .done: return false
        }
    }

    func takeHostSlot(for session: LoopSession) -> Bool {
        hasHostSlot = hasHostSlot || slots.enter(order.host, for: session)
        return hasHostSlot
    }

    func takeTurn(for session: LoopSession) -> Bool {
        hasTurn = hasTurn || slots.takeTurn(for: session)
        return hasTurn
    }

    func releaseSlots() {
        if hasTurn { slots.giveTurnBack() }
        if hasHostSlot { slots.leave(order.host) }
        hasTurn = false
        hasHostSlot = false
    }

    /// Hands the finished login over.
    func complete(_ transport: LibSSH2Session, _ hostKey: HostKey, in session: LoopSession) {
        session.transport = transport
        releaseSlots()
        phase = .done
        reply.give(.success(Login(session: session.id, status: session.status, hostKey: hostKey)))
    }
}
