import CLibSSH2

/// What a call of libssh2 said, before it is put in terms of a host and an operation.
struct LibSSH2Error: Error {
    let code: Int32
    let text: String

    static var outOfMemory: LibSSH2Error { LibSSH2Error(code: LIBSSH2_ERROR_ALLOC, text: "out of memory") }

    /// A session was opened, and the subsystem refused in it. libssh2 has the same code for both; only its words differ.
    var deniesSubsystem: Bool { code == LIBSSH2_ERROR_CHANNEL_FAILURE && text.contains("subsystem") }

    /// The server said no, and the connection goes on.
    var refusal: String? {
        switch code {
        case LIBSSH2_ERROR_CHANNEL_FAILURE: "it opens no further session on this connection (MaxSessions)"
        case LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED, LIBSSH2_ERROR_REQUEST_DENIED: "it does not run that for this login"
        default: nil
        }
    }
}
