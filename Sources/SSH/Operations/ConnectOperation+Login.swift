import CLibSSH2

extension ConnectOperation {
    func beginKeyExchange(_ socket: Socket, in session: LoopSession) throws(SSHError) -> Bool {
        guard takeTurn(for: session) else { return false }
        do throws(LibSSH2Error) {
            phase = .exchangingKeys(try LibSSH2Session(socket: socket, hostKeyTypes: hostKeyTypes))
        } catch {
            throw order.disconnection
        }
        return true
    }

    func exchangeKeys(_ transport: LibSSH2Session, in session: LoopSession) throws(SSHError) -> Bool {
        do throws(LibSSH2Error) {
            guard try transport.handshake() != nil else { return false }
        } catch {
            guard error.code == LIBSSH2_ERROR_KEX_FAILURE else { throw order.disconnection }
            try lookForAnyKey(in: session)
            return true
        }
        guard let key = transport.hostKey else { throw .algorithms(host: order.host) }
        if case .pinned(let expected) = request.policy, expected != key {
            throw .hostKeyMismatch(host: order.host, expected: expected, got: key)
        }
        phase = .loggingIn(transport, key)
        return true
    }

    func logIn(_ transport: LibSSH2Session, _ hostKey: HostKey, in session: LoopSession) throws(SSHError) -> Bool {
        do throws(LibSSH2Error) {
            guard try transport.authenticate(request.user, request.key) != nil else { return false }
        } catch {
            switch error.code {
            case LIBSSH2_ERROR_AUTHENTICATION_FAILED, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED:
                throw .keyRefused(host: order.host, user: request.user, key: request.key.fingerprint)
            case LIBSSH2_ERROR_FILE:
                throw .badKey(path: request.key.path, reason: .notOpenSSH)
            default: throw order.disconnection
            }
        }
        complete(transport, hostKey, in: session)
        return true
    }

    /// No common algorithm: perhaps only because the host's key is now of another type than the pinned one. A second
    /// key exchange, for any type, tells; whatever key it shows is not the pinned one, so it ends there.
    private func lookForAnyKey(in session: LoopSession) throws(SSHError) {
        guard !isLookingForAnyKey, hostKeyTypes != HostKey.usableTypes else { throw .algorithms(host: order.host) }
        isLookingForAnyKey = true
        hostKeyTypes = HostKey.usableTypes
        session.socket = nil
        releaseSlots()
        phase = .waitingForHost
    }
}
