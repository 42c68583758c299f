import Glibc

/// The daemon's own log: one line an event on standard error, never a frame's body.
enum AgentLog {
    private static let mostBytes = 2 << 20

    /// Writes one line; control bytes are escaped, and a log file that grew too long starts anew.
    static func write(_ message: String) {
        var facts = stat()
        if fstat(2, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size > mostBytes { ftruncate(2, 0) }
        let line = "\(UTCText.iso8601(MachineClock.wall())) \(printable(message))\n"
        _ = ByteStream.writeAll(Array(line.utf8), to: 2)
    }

    /// Where the log of an agent is: systemd keeps what its own unit writes.
    static func place(root: String, unit: String? = ByteStream.readText(unitFile)) -> String {
        unit?.contains(" --root \(root)\n") == true ? "`journalctl -u lessor-agent`" : "\(root)/log/agent.log"
    }

    private static let unitFile = "/etc/systemd/system/lessor-agent.service"

    /// The text with every control character written as `\u{…}`, and cut to `limit` characters.
    static func printable(_ text: String, limit: Int = 600) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(limit) {
            let control = scalar.value < 32 || (127...159).contains(scalar.value) || scalar == "\\"
            result += control ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return result
    }
}
