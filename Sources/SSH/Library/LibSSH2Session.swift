import CLibSSH2

/// One SSH session on one socket. Loop thread only: libssh2 allows one thread at a time in a session.
///
/// Calls that return an optional give nil for "not yet": call again, with the same arguments, when the socket is ready.
final class LibSSH2Session {
    private static let isInitialised = libssh2_init(0) == 0

    let socket: Socket
    /// Freed after everything that lives in it.
    private let memory: SessionMemory
    let pointer: OpaquePointer

    init(socket: Socket, hostKeyTypes: [String]) throws(LibSSH2Error) {
        let memory = SessionMemory()
        let pointer = libssh2_session_init_ex(
            SessionMemory.allocate,
            SessionMemory.release,
            SessionMemory.reallocate,
            memory.context
        )
        guard Self.isInitialised, let pointer else { throw .outOfMemory }
        self.memory = memory
        self.socket = socket
        self.pointer = pointer
        libssh2_session_set_blocking(pointer, 0)
        // Else libssh2 asks for ecdsa before ed25519, and a pinned ed25519 key looks changed.
        libssh2_session_method_pref(pointer, LIBSSH2_METHOD_HOSTKEY, hostKeyTypes.joined(separator: ","))
        // Two is libssh2's least; the loop decides when. With want_reply it would keep every reply for ever.
        libssh2_keepalive_config(pointer, 0, 2)
    }

    deinit {
        // On a dead socket nothing can make these wait, half-sent packets included.
        socket.hangUp()
        for _ in 0..<100 where libssh2_session_free(pointer) != LIBSSH2_ERROR_EAGAIN { return }
    }

    /// A packet is half sent: only the call that began it may touch the session, until it is out.
    var isMidPacket: Bool { libssh2_session_block_directions(pointer) & LIBSSH2_SESSION_BLOCK_OUTBOUND != 0 }

    func handshake() throws(LibSSH2Error) -> Void? {
        try check(libssh2_session_handshake(pointer, socket.descriptor)).map { _ in }
    }

    /// The key by which the server signed the key exchange.
    var hostKey: HostKey? {
        var length = 0
        var type: Int32 = 0
        guard let key = libssh2_session_hostkey(pointer, &length, &type) else { return nil }
        return HostKey(blob: [UInt8](UnsafeRawBufferPointer(start: key, count: length)))
    }

    func authenticate(_ user: String, _ key: SSHPrivateKey) throws(LibSSH2Error) -> Void? {
        let code = key.secret.withUnsafeBytes { secret in
            libssh2_userauth_publickey_frommemory(
                pointer,
                user,
                user.utf8.count,
                nil,
                0,
                secret.baseAddress?.assumingMemoryBound(to: CChar.self),
                secret.count - 1,
                nil
            )
        }
        return try check(code).map { _ in }
    }

    func openChannel() throws(LibSSH2Error) -> LibSSH2Channel? {
        // 2 MiB of window and 32 kB packets are libssh2's defaults, whose macros Swift does not see.
        if let channel = libssh2_channel_open_ex(pointer, "session", 7, 2 << 20, 32 << 10, nil, 0) {
            return LibSSH2Channel(pointer: channel, session: self)
        }
        return try check(libssh2_session_last_errno(pointer)).flatMap { _ in nil }
    }

    /// Tells the server that this side is there; wants no answer.
    func sendKeepalive() throws(LibSSH2Error) {
        var next: Int32 = 0
        _ = try check(libssh2_keepalive_send(pointer, &next))
    }

    /// Says goodbye, once, if that can be done without waiting.
    func sayGoodbye() {
        guard !isMidPacket else { return }
        libssh2_session_disconnect_ex(pointer, SSH_DISCONNECT_BY_APPLICATION, "done", "")
    }

    func check(_ code: Int32) throws(LibSSH2Error) -> Int? { try check(Int(code)) }

    func check(_ code: Int) throws(LibSSH2Error) -> Int? {
        if code >= 0 { return code }
        if code == Int(LIBSSH2_ERROR_EAGAIN) { return nil }
        var message: UnsafeMutablePointer<CChar>?
        libssh2_session_last_error(pointer, &message, nil, 0)
        throw LibSSH2Error(code: Int32(code), text: message.map { String(cString: $0) } ?? "error \(code)")
    }
}
