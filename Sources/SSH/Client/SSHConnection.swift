/// A login on a host. Its operations run one after another, in the order in which they were asked for: while one waits
/// for the host, the others on this connection wait too. Closed with its last reference.
package final class SSHConnection: Sendable {
    /// The longest command that libssh2 can send, less what the rest of the packet needs.
    private static let longestCommand = 32_000

    package let endpoint: SSHEndpoint
    package let user: String
    /// The key that the host showed, to be pinned when the host is added.
    package let hostKey: HostKey
    let loop: SSHLoop
    let session: SessionID
    private let status: ConnectionStatus

    init(loop: SSHLoop, endpoint: SSHEndpoint, user: String, login: Login) {
        self.loop = loop
        self.endpoint = endpoint
        self.user = user
        hostKey = login.hostKey
        session = login.session
        status = login.status
    }

    deinit {
        _ = loop.perform { [session] in $0.closeSession(session) }
    }

    /// False once the connection was closed or found broken. A peer that vanished without a word is found out within a
    /// minute.
    package var isOpen: Bool { status.isOpen }

    /// Runs one command to its end.
    ///
    /// When the task is cancelled or the limit passes, the channel is closed at once; SSH cannot make sure that the
    /// command ends. Only if a packet was half sent at that moment, the connection ends with it: see `isOpen`.
    /// - Parameters:
    ///   - command: Read by the login's shell; at most 32 000 bytes.
    ///   - input: All of its standard input.
    ///   - outputLimit: For both streams together, in bytes.
    package func execute(
        _ command: String,
        input: [UInt8] = [],
        outputLimit: Int = 1 << 20,
        timeout: Duration = .seconds(30)
    ) async throws(SSHError) -> ExecResult {
        let order = try order(for: command, timeout)
        return try await loop.request(order, on: session) { (reply: Reply<ExecResult>) in
            ExecOperation(order: order, command: command, input: input, outputLimit: outputLimit, reply: reply)
        }
    }

    /// Starts a command to talk with, line by line.
    package func openStream(
        _ command: String,
        timeout: Duration = .seconds(15)
    ) async throws(SSHError) -> SSHStream {
        let order = try order(for: command, timeout)
        let session = session
        let id: StreamID = try await loop.request(order) { (state: LoopState, reply: Reply<StreamID>) in
            let stream = OpenStreamOperation(order: order, id: state.newID(), command: command, reply: reply)
            state.enqueue(stream, on: session)
        }
        return SSHStream(connection: self, id: id, command: command)
    }

    /// Writes a file by SFTP, at exactly this path, replacing what is there in place: the caller uploads beside its
    /// goal and moves it there with `mv -T`.
    ///
    /// An upload that is cancelled or runs out of time takes the connection with it.
    /// - Parameters:
    ///   - remotePath: Absolute, or relative to the login's directory.
    ///   - mode: The permission bits, set exactly, whatever the remote umask.
    package func upload(
        _ bytes: [UInt8],
        to remotePath: String,
        mode: Int = 0o600,
        timeout: Duration = .seconds(120)
    ) async throws(SSHError) {
        try await upload(.bytes(bytes), to: remotePath, mode: mode, timeout)
    }

    /// The same for a local file, read piece by piece.
    package func upload(
        file path: String,
        to remotePath: String,
        mode: Int = 0o600,
        timeout: Duration = .seconds(120)
    ) async throws(SSHError) {
        try await upload(.file(path), to: remotePath, mode: mode, timeout)
    }

    /// Ends the running and waiting operations with `.disconnected`, and the connection.
    package func close() async {
        await withCheckedContinuation { continuation in
            let isAccepted = loop.perform { [session] in
                $0.closeSession(session)
                continuation.resume()
            }
            if !isAccepted { continuation.resume() }
        }
    }

    private func upload(
        _ content: UploadSource.Content,
        to path: String,
        mode: Int,
        _ timeout: Duration
    ) async throws(SSHError) {
        let order = Order(host: endpoint, what: "the upload of \(path)", limit: timeout)
        _ = try await loop.request(order, on: session) { (reply: Reply<Bool>) in
            UploadOperation(order: order, content: content, path: path, mode: mode, reply: reply)
        }
    }

    private func order(for command: String, _ timeout: Duration) throws(SSHError) -> Order {
        let name = command.count > 60 ? "\(command.prefix(60))…" : command
        let what = "the command \"\(name)\""
        guard command.utf8.count <= Self.longestCommand else {
            throw .refused(host: endpoint, what: what, reason: "it is longer than \(Self.longestCommand) bytes")
        }
        return Order(host: endpoint, what: what, limit: timeout)
    }
}
