/// Speaks SSH with many hosts at once, on one thread of its own and never on Swift's pool.
package final class SSHClient: Sendable {
    private let loop: SSHLoop

    /// - Parameters:
    ///   - maximumHandshakes: How many hosts may be greeted at once; from 16 on, the servers are the limit
    ///     (docs/performance).
    ///   - maximumHandshakesPerHost: How many of them to one endpoint; sshd drops callers from the eleventh on
    ///     (MaxStartups).
    ///   - keepaliveInterval: How often an idle connection says that it is there; two seconds at least.
    package init(
        maximumHandshakes: Int = 16,
        maximumHandshakesPerHost: Int = 4,
        keepaliveInterval: Duration = .seconds(10)
    ) {
        let limits = HandshakeSlots.Limits(
            overall: max(1, maximumHandshakes),
            perHost: max(1, maximumHandshakesPerHost)
        )
        loop = SSHLoop(settings: .init(limits: limits, keepaliveInterval: max(.seconds(2), keepaliveInterval)))
    }

    deinit {
        loop.stop()
    }

    /// Connects, checks the host's key, and logs in.
    ///
    /// A connection that the server drops before its greeting is tried again within the limit.
    package func connect(
        to endpoint: SSHEndpoint,
        as user: String,
        key: SSHPrivateKey,
        hostKey: HostKeyPolicy,
        timeout: Duration = .seconds(15)
    ) async throws(SSHError) -> SSHConnection {
        let order = Order(host: endpoint, what: "the login as \(user)", limit: timeout)
        let request = LoginRequest(user: user, key: key, policy: hostKey)
        let login: Login = try await loop.request(order) { (state: LoopState, reply: Reply<Login>) in
            let session = state.makeSession(host: endpoint)
            session.enqueue(
                ConnectOperation(
                    order: order,
                    request: request,
                    slots: state.slots,
                    stir: state.stirring(session.id),
                    reply: reply
                )
            )
        }
        return SSHConnection(loop: loop, endpoint: endpoint, user: user, login: login)
    }

    /// Ends every operation and connection, and returns when everything is closed. Can be called again.
    package func shutdown() async {
        loop.stop()
        await loop.waitUntilGone()
    }
}
