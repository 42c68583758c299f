import CLibSSH2

/// One channel of a session. Loop thread only. What is not given up with `free()` goes with the session.
final class LibSSH2Channel {
    enum Flow: Int32, CaseIterable {
        case output = 0
        case errors = 1
        case input = -1
    }

    let session: LibSSH2Session
    private let pointer: OpaquePointer

    init(pointer: OpaquePointer, session: LibSSH2Session) {
        self.pointer = pointer
        self.session = session
    }

    func execute(_ command: String) throws(LibSSH2Error) -> Void? {
        let code = libssh2_channel_process_startup(
            pointer,
            "exec",
            4,
            command,
            UInt32(command.utf8.count)
        )
        return try session.check(code).map { _ in }
    }

    /// Zero at the end of the stream.
    func read(_ flow: Flow, into buffer: UnsafeMutableRawBufferPointer) throws(LibSSH2Error) -> Int? {
        let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
        return try session.check(libssh2_channel_read_ex(pointer, flow.rawValue, start, buffer.count))
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(LibSSH2Error) -> Int? {
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        return try session.check(libssh2_channel_write_ex(pointer, 0, start, bytes.count))
    }

    func sendEndOfInput() throws(LibSSH2Error) -> Void? {
        try session.check(libssh2_channel_send_eof(pointer)).map { _ in }
    }

    /// Bytes that libssh2 has taken off the socket and nobody has read: poll(2) knows nothing of them.
    var hasQueuedOutput: Bool { libssh2_poll_channel_read(pointer, 1) == 1 }

    /// The server will send no more output, and none is left to read.
    var isAtEnd: Bool { libssh2_channel_eof(pointer) == 1 }

    /// The server has closed the channel, so the command's end is known. Ask only at the end of output.
    func isClosed() throws(LibSSH2Error) -> Bool {
        try session.check(libssh2_channel_wait_closed(pointer)) != nil
    }

    /// How the command ended; ask only when closed.
    var exit: (status: Int?, signal: String?) {
        var signal: UnsafeMutablePointer<CChar>?
        libssh2_channel_get_exit_signal(pointer, &signal, nil, nil, nil, nil, nil)
        guard let signal else { return (Int(libssh2_channel_get_exit_status(pointer)), nil) }
        defer { libssh2_free(session.pointer, signal) }
        return (nil, String(cString: signal))
    }

    /// Closes and forgets the channel; true when that is done, and then never to be used again.
    func free() -> Bool {
        libssh2_channel_free(pointer) != LIBSSH2_ERROR_EAGAIN
    }
}
