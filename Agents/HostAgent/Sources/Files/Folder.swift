import Glibc

/// An open directory. Every name is looked up in it, never through a symbolic link, so that nobody who owns a part of
/// the tree can lead the agent out of it.
final class Folder {
    let descriptor: Int32
    /// For messages only.
    let path: String

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    static let openFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC

    /// Opens a directory that is there.
    static func open(_ path: String) throws(AgentError) -> Folder {
        let descriptor = Glibc.open(path, openFlags)
        guard descriptor >= 0 else { throw .system("open the directory \(path)") }
        return Folder(descriptor: descriptor, path: path)
    }

    /// Opens a directory in this one; nil when there is none of that name.
    func folder(_ name: String) throws(AgentError) -> Folder? {
        let child = openat(descriptor, name, Self.openFlags)
        if child < 0, errno == ENOENT { return nil }
        guard child >= 0 else { throw .system("open the directory \(path)/\(name)") }
        return Folder(descriptor: child, path: "\(path)/\(name)")
    }

    /// Opens a directory in this one, making it first where there is none; sets its mode and owner.
    func makeFolder(_ name: String, _ rights: FileRights = .privateFolder) throws(AgentError) -> Folder {
        if mkdirat(descriptor, name, 0o700) < 0, errno != EEXIST { throw .system("make the directory \(path)/\(name)") }
        guard let child = try folder(name) else {
            throw AgentError("The directory \(path)/\(name) vanished; try again.")
        }
        try rights.apply(to: child.descriptor, name: child.path)
        return child
    }

    /// Names of all entries but `.` and `..`.
    func names() throws(AgentError) -> [String] {
        // A descriptor of its own: the stream takes it over and moves its position.
        let copy = openat(descriptor, ".", Self.openFlags)
        guard copy >= 0, let stream = fdopendir(copy) else { throw .system("list the directory \(path)") }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Facts of an entry itself (not of what a link points to); nil when there is none.
    func facts(_ name: String) -> stat? {
        var facts = stat()
        return fstatat(descriptor, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 ? facts : nil
    }

    func sync() throws(AgentError) {
        guard fsync(descriptor) == 0 else { throw .system("flush the directory \(path)") }
    }
}
