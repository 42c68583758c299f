import Glibc

/// The daemon's socket in the agent's directory.
enum UnixSocket {
    /// Listens at `name`; a socket left by a daemon of before is replaced (the caller holds the lock).
    static func listen(in folder: Folder, name: String, _ rights: FileRights) throws(AgentError) -> Int32 {
        try folder.remove(name)
        let descriptor = try open(nonBlocking: true)
        let bound = withAddress(folder, name) { bind(descriptor, $0, $1) }
        guard bound == 0, Glibc.listen(descriptor, 16) == 0 else {
            let error = AgentError.system("listen at \(folder.path)/\(name)")
            close(descriptor)
            throw error
        }
        if let group = rights.group, fchownat(folder.descriptor, name, UInt32.max, group, 0) != 0 {
            throw .system("give the socket to group \(group)")
        }
        guard fchmodat(folder.descriptor, name, rights.mode, 0) == 0 else {
            throw .system("set the mode of the socket")
        }
        return descriptor
    }

    /// Connects to a daemon; nil when none listens.
    static func connect(in folder: Folder, name: String) -> Int32? {
        guard let descriptor = try? open(nonBlocking: false) else { return nil }
        if withAddress(folder, name, { Glibc.connect(descriptor, $0, $1) }) == 0 { return descriptor }
        close(descriptor)
        return nil
    }

    private static func open(nonBlocking: Bool) throws(AgentError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, nonBlocking ? kind | Int32(SOCK_NONBLOCK.rawValue) : kind, 0)
        guard descriptor >= 0 else { throw .system("make a socket") }
        return descriptor
    }

    /// A path through the open directory, since a socket's own path may have no more than 107 bytes.
    private static func withAddress<R>(
        _ folder: Folder,
        _ name: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
    ) -> R {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array("/proc/self/fd/\(folder.descriptor)/\(name)".utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
