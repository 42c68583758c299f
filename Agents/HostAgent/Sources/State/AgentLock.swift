import Glibc

/// Held by the one daemon of a directory, until its process ends however it ends.
final class AgentLock {
    private let descriptor: Int32

    init(in folder: Folder) throws(AgentError) {
        descriptor = openat(folder.descriptor, "agent.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system("open \(folder.path)/agent.lock") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw AgentError(
                "Another agent already runs on \(folder.path); stop it first or leave it running.",
                code: EWOULDBLOCK
            )
        }
        ftruncate(descriptor, 0)
        _ = ByteStream.writeAll(Array("\(getpid())\n".utf8), to: descriptor)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
}
