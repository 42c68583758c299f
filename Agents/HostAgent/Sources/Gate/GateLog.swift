import Glibc

/// `log/gate.log`: what was refused at the gate. Never a frame's body, which may hold secrets.
struct GateLog {
    let root: String
    static let mostBytes = 256 << 10

    /// Appends one line; failing to log is no reason to fail.
    func write(_ message: String) {
        guard let folder = try? Folder.open("\(root)/log") else { return }
        let flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        let file = openat(folder.descriptor, AgentRoot.gateLogName, flags, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        flock(file, LOCK_EX)
        shorten(file)
        let line = "\(UTCText.iso8601(MachineClock.wall())) \(AgentLog.printable(message))\n"
        _ = ByteStream.writeAll(Array(line.utf8), to: file)
    }

    /// Keeps the newer half of a log that has become too long.
    private func shorten(_ file: Int32) {
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size > Self.mostBytes else {
            return
        }
        lseek(file, facts.st_size - off_t(Self.mostBytes / 2), SEEK_SET)
        guard let tail = ByteStream.readAll(from: file, limit: Self.mostBytes), let line = tail.firstIndex(of: 10)
        else { return }
        ftruncate(file, 0)
        _ = ByteStream.writeAll(Array(tail[(line + 1)...]), to: file)
    }
}
