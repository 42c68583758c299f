import Glibc

/// A file without a name that children can open through `/proc`, and that is gone when this value is.
///
/// Mails go to the mail command this way and not through a pipe: swift-subprocess 1.0.2 ends the whole process when a
/// command exits before it has read its standard input. Its errors come back the same way, because a delivery that it
/// leaves in the background could hold a pipe open.
final class UnnamedFile: Sendable {
    private let descriptor: Int32

    /// Throws the system's reason.
    init(_ bytes: [UInt8] = []) throws(MailError) {
        var template = Array("\(P_tmpdir)/lessor-mail-XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Self.failure() }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Self.failure() }
            written += count
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Where a child of this process can open it, from its beginning.
    var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

    /// Its first bytes as text.
    func text(limit: Int) -> String {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = pread(descriptor, &bytes, limit, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    private static func failure() -> MailError {
        let reason = String(cString: strerror(errno))
        return .spool(
            "A mail could not be prepared in \(P_tmpdir): \(reason); free space there or let Lessor's user write in it."
        )
    }
}
