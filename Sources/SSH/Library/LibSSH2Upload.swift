import CLibSSH2

/// One file being written by SFTP. Loop thread only. What is not given up with `end()` goes with the session.
final class LibSSH2Upload {
    private let session: LibSSH2Session
    private var sftp: OpaquePointer?
    private var file: OpaquePointer?

    init(session: LibSSH2Session) {
        self.session = session
    }

    func start() throws(LibSSH2Error) -> Void? {
        sftp = libssh2_sftp_init(session.pointer)
        if sftp == nil { return try session.check(libssh2_session_last_errno(session.pointer)).flatMap { _ in nil } }
        return ()
    }

    func open(_ path: String, mode: Int) throws(LibSSH2Error) -> Void? {
        let flags = UInt(LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT | LIBSSH2_FXF_TRUNC)
        file = libssh2_sftp_open_ex(sftp, path, UInt32(path.utf8.count), flags, mode, LIBSSH2_SFTP_OPENFILE)
        if file == nil { return try session.check(libssh2_session_last_errno(session.pointer)).flatMap { _ in nil } }
        return ()
    }

    /// How many of the bytes the server has confirmed; go on with the rest, at the same place in memory or not.
    func write(_ bytes: UnsafeRawBufferPointer) throws(LibSSH2Error) -> Int? {
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        return try session.check(libssh2_sftp_write(file, start, bytes.count))
    }

    func setMode(_ mode: Int) throws(LibSSH2Error) -> Void? {
        var attributes = LIBSSH2_SFTP_ATTRIBUTES()
        attributes.flags = UInt(LIBSSH2_SFTP_ATTR_PERMISSIONS)
        attributes.permissions = UInt(mode)
        return try session.check(libssh2_sftp_fstat_ex(file, &attributes, 1)).map { _ in }
    }

    func closeFile() throws(LibSSH2Error) -> Void? {
        guard file != nil else { return () }
        guard try session.check(libssh2_sftp_close_handle(file)) != nil else { return nil }
        file = nil
        return ()
    }

    /// Frees whatever is open; true when that is done.
    func end() -> Bool {
        if file != nil {
            guard libssh2_sftp_close_handle(file) != LIBSSH2_ERROR_EAGAIN else { return false }
            file = nil
        }
        guard sftp != nil else { return true }
        guard libssh2_sftp_shutdown(sftp) != LIBSSH2_ERROR_EAGAIN else { return false }
        sftp = nil
        return true
    }

    /// What the server said of the last request, in words; nil when it said nothing.
    var serverReason: String? {
        switch Int32(libssh2_sftp_last_error(sftp)) {
        case Int32(LIBSSH2_FX_OK): nil
        case Int32(LIBSSH2_FX_NO_SUCH_FILE), Int32(LIBSSH2_FX_NO_SUCH_PATH): "its directory does not exist"
        case Int32(LIBSSH2_FX_PERMISSION_DENIED), Int32(LIBSSH2_FX_WRITE_PROTECT): "this login may not write there"
        case Int32(LIBSSH2_FX_NO_SPACE_ON_FILESYSTEM), Int32(LIBSSH2_FX_QUOTA_EXCEEDED): "the disk is full"
        case Int32(LIBSSH2_FX_FAILURE): "the server's file system refused it (disk full, or the path is a directory)"
        case let code: "the server answered with SFTP status \(code)"
        }
    }
}

extension LibSSH2Upload {
    /// The code under which libssh2 reports what `serverReason` explains.
    static let protocolError = LIBSSH2_ERROR_SFTP_PROTOCOL
}
