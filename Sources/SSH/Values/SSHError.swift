/// Everything that can go wrong between this machine and a host. Each description is a sentence for an operator.
package enum SSHError: Error, Hashable, Sendable {
    /// No SSH server was reached. Nothing was sent but the request to connect.
    case unreachable(host: SSHEndpoint, reason: Unreachable)
    /// The host showed another key than the pinned one. Nothing was sent after that, not even the user's name.
    case hostKeyMismatch(host: SSHEndpoint, expected: HostKey, got: HostKey)
    /// The server does not let this key in for this user.
    case keyRefused(host: SSHEndpoint, user: String, key: String)
    /// The two sides have no common key exchange, host key type, cipher or MAC.
    case algorithms(host: SSHEndpoint)
    /// An open connection broke, or was closed on this side, before the operation ended. What it did on the host is
    /// unknown.
    case disconnected(host: SSHEndpoint, during: String)
    /// The time limit passed. What the operation did on the host is unknown.
    case timedOut(host: SSHEndpoint, what: String, after: Duration)
    /// The task that asked was cancelled. What the operation did on the host is unknown.
    case cancelled(host: SSHEndpoint, what: String)
    /// More bytes, or a longer line, than the caller is ready to hold.
    case outputTooLarge(host: SSHEndpoint, what: String, limit: Int)
    /// The server said no to a channel, a command or a subsystem; the connection lives on.
    case refused(host: SSHEndpoint, what: String, reason: String)
    /// The server has no SFTP subsystem, so no file can be sent; the connection lives on.
    case noFileTransfer(host: SSHEndpoint, path: String)
    /// The command behind a stream ended; `said` is the end of its standard error.
    case commandEnded(host: SSHEndpoint, command: String, status: Int?, said: String)
    /// A file did not arrive whole; what is at the path now is not to be used.
    case transferFailed(host: SSHEndpoint, path: String, reason: String)
    /// A private key file that cannot be used.
    case badKey(path: String, reason: BadKey)
    /// A line that is not a host's public key.
    case badHostKey(line: String, reason: BadHostKey)
    /// The client was shut down before the operation began.
    case clientStopped(host: SSHEndpoint)

    package enum Unreachable: Hashable, Sendable {
        case refused
        /// What the system said, such as `No route to host`.
        case noRoute(String)
        case timedOut(after: Duration)
        /// What the resolver said.
        case unknownName(String)
        /// Connected, and hung up on before a greeting, as often as there was time to try.
        case droppedUngreeted(attempts: Int)
        /// Something answers there that is no SSH server; the beginning of what it said.
        case notSSH(said: String)
    }

    package enum BadKey: Hashable, Sendable {
        case unreadable
        case encrypted
        /// The name of the type, such as `ssh-rsa`.
        case wrongType(String)
        case notOpenSSH
    }

    package enum BadHostKey: Hashable, Sendable {
        /// Another type, a marker or a host pattern.
        case notUsable
        case damaged
    }
}
