import Glibc

/// The password of an instance's administrator: a file of the host's operator, which no user of a server may read. It goes to
/// attendants on their standard input, and into what probes say, and nowhere else.
enum InstanceSecret {
    private static let mostBytes = 1024

    static func read(_ path: String) throws(AgentError) -> String {
        let file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .system("read \(path), which holds the password of the instance") }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_mode & 0o007 == 0 else {
            throw AgentError("\(path) holds the password of the instance and is open to all; run chmod 600 \(path).")
        }
        let text = ByteStream.readAll(from: file, limit: mostBytes).flatMap { String(validating: $0, as: UTF8.self) }
        let lines = text?.split(whereSeparator: \.isNewline) ?? []
        guard lines.count == 1 else {
            throw AgentError("\(path) is not one line, the password of the instance; correct it.")
        }
        return String(lines[0])
    }
}
