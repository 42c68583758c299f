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
    /// A place was given back since the loop last asked.
    private var hasNews = false

    init(limits: Limits) {
        self.limits = limits
    }

    func enter(_ host: SSHEndpoint) -> Bool {
        guard dialled[host, default: 0] < limits.perHost else { return false }
        dialled[host, default: 0] += 1
        return true
    }

    func leave(_ host: SSHEndpoint) {
        dialled[host, default: 1] -= 1
        if dialled[host] == 0 { dialled[host] = nil }
        hasNews = true
    }

    func takeTurn() -> Bool {
        guard greeting < limits.overall else { return false }
        greeting += 1
        return true
    }

    func giveTurnBack() {
        greeting -= 1
        hasNews = true
    }

    /// Whether those who wait should ask again.
    func takeNews() -> Bool {
        defer { hasNews = false }
        return hasNews
    }
}
