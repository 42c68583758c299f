import Glibc

extension Folder {
    /// The bytes of a plain file; nil when there is none.
    func read(_ name: String, limit: Int = 64 << 20) throws(AgentError) -> [UInt8]? {
        // Without O_NONBLOCK a fifo put in the file's place would block the daemon for ever.
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        if file < 0, errno == ENOENT { return nil }
        guard file >= 0 else { throw .system("open \(path)/\(name)") }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw AgentError("\(path)/\(name) is no plain file; remove it.")
        }
        guard let bytes = ByteStream.readAll(from: file, limit: limit) else {
            throw AgentError("\(path)/\(name) cannot be read or is longer than \(limit) bytes; look at it.")
        }
        return bytes
    }

    /// Replaces a file whole: temporary file, flush, rename, flush of the directory. On an error the old file stays as
    /// it was.
    func replace(_ name: String, with bytes: [UInt8], _ rights: FileRights = .privateFile) throws(AgentError) {
        let temporary = ".\(name).\(UInt32.random(in: 0 ... .max)).tmp"
        let file = openat(descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .system("write \(path)/\(name)") }
        do throws(AgentError) {
            defer { close(file) }
            guard ByteStream.writeAll(bytes, to: file) else { throw AgentError.system("write \(path)/\(name)") }
            try rights.apply(to: file, name: "\(path)/\(name)")
            guard fsync(file) == 0 else { throw AgentError.system("flush \(path)/\(name)") }
            try rename(temporary, to: name)
        } catch {
            unlinkat(descriptor, temporary, 0)
            throw error
        }
        try sync()
    }

    /// Renames an entry within this directory, over an existing file.
    func rename(_ old: String, to new: String) throws(AgentError) {
        guard renameat(descriptor, old, descriptor, new) == 0 else {
            throw .system("rename \(path)/\(old) to \(new)")
        }
    }

    /// Removes a file; nothing happens when there is none.
    func remove(_ name: String) throws(AgentError) {
        guard unlinkat(descriptor, name, 0) == 0 || errno == ENOENT else { throw .system("remove \(path)/\(name)") }
    }
}
