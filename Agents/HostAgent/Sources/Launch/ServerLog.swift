import Glibc

/// A server's own output, in its directory: opened by the launch step as the server's user, so that nothing planted
/// there can make the agent write elsewhere.
enum ServerLog {
    private static let mostBytes = 1 << 20

    /// Opens `server.log` of the working directory for appending; one that is longer than 1 MiB becomes `server.log.1`
    /// first.
    static func open() throws(AgentError) -> Int32 {
        let name = LaunchSpec.logName
        var facts = stat()
        if lstat(name, &facts) == 0, facts.st_size > mostBytes { rename(name, "\(name).1") }
        let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        let descriptor = Glibc.open(name, flags, 0o600)
        guard descriptor >= 0 else { throw .system("open \(name) in the server's directory") }
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw AgentError("\(name) in the server's directory is no plain file; remove it.")
        }
        _ = fcntl(descriptor, F_SETFL, O_WRONLY | O_APPEND)
        return descriptor
    }
}
