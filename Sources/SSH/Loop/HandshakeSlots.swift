/// How many connections may be between "dialled" and "logged in". Loop thread only.
///
/// Two limits: few to one host, whose sshd would drop more (MaxStartups), taken before dialling; and an overall one,
/// taken when the server has spoken, so that a dead host holds nobody else's place.
final class HandshakeSlots {
    struct Limits: Sendable {
        let overall: Int
        let perHost: Int
    }

    private let limits: Limits
    private var dialled: [SSHEndpoint: Int] = [:]
    private var greeting = 0
    /// Those that asked and got no place, in the order of their asking.
    private var waitingToDial: [LoopSession] = []
    private var waitingForTurn: [LoopSession] = []
    /// A place may have become free since the loop last asked.
    private var hasNews = false

    init(limits: Limits) {
        self.limits = limits
    }

    func enter(_ host: SSHEndpoint, for session: LoopSession) -> Bool {
        let hasRoom = dialled[host, default: 0] < limits.perHost
        if hasRoom { dialled[host, default: 0] += 1 }
        waitingToDial.note(session, isServed: hasRoom)
        return hasRoom
    }

    func leave(_ host: SSHEndpoint) {
        dialled[host, default: 1] -= 1
        if dialled[host] == 0 { dialled[host] = nil }
        hasNews = true
    }

    func takeTurn(for session: LoopSession) -> Bool {
        let hasRoom = greeting < limits.overall
        if hasRoom { greeting += 1 }
        waitingForTurn.note(session, isServed: hasRoom)
        return hasRoom
    }

    func giveTurnBack() {
        greeting -= 1
        hasNews = true
    }

    /// Somebody who may have been called gives up: the next in line is to be called instead.
    func giveUp() { hasNews = true }

    /// Has those stirred for whom there may be a place now, and nobody else: with a thousand in line, to ask them all each time
    /// was most of the work of their logins.
    func callNext() {
        guard hasNews else { return }
        hasNews = false
        waitingToDial.removeAll(where: \.isDead)
        waitingForTurn.removeAll(where: \.isDead)
        for session in waitingToDial where dialled[session.host, default: 0] < limits.perHost {
            session.isStirred = true
        }
        for session in waitingForTurn.prefix(max(0, limits.overall - greeting)) { session.isStirred = true }
    }
}

extension [LoopSession] {
    /// Stands in line until it is served.
    fileprivate mutating func note(_ session: LoopSession, isServed: Bool) {
        let place = firstIndex { $0 === session }
        if isServed {
            if let place { remove(at: place) }
        } else if place == nil {
            append(session)
        }
    }
}
