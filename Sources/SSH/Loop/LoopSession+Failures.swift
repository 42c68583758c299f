extension LoopSession {
    /// Puts libssh2's words into ours.
    func failure(_ error: LibSSH2Error, _ order: Order) -> SSHError {
        guard let refusal = error.refusal else { return order.disconnection }
        return .refused(host: order.host, what: order.what, reason: refusal)
    }

    /// The session of an operation that runs on a completed login.
    func requireTransport(_ order: Order) throws(SSHError) -> LibSSH2Session {
        guard let transport else { throw order.disconnection }
        return transport
    }
}
