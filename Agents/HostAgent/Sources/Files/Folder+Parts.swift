import Glibc

extension Folder {
    /// Up to `most` bytes of a plain file from `offset` on; empty at its end.
    func read(_ name: String, from offset: Int64, most: Int) throws(AgentError) -> [UInt8] {
        let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw .system("open \(path)/\(name)") }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw AgentError("\(path)/\(name) is no plain file; remove it.")
        }
        var got = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            while count < most {
                got = pread(file, buffer.baseAddress.map { $0 + count }, most - count, off_t(offset) + off_t(count))
                guard got > 0 else { break }
                count += got
            }
        }
        guard got >= 0 else { throw .system("read \(path)/\(name)") }
        return bytes
    }

    /// The size of a plain file; nil when there is none.
    func size(_ name: String) -> Int64? {
        facts(name).flatMap { $0.st_mode & S_IFMT == S_IFREG ? Int64($0.st_size) : nil }
    }

    /// Writes a stretch of a file, which ends after it; makes the file where there is none.
    /// - Parameter modified: when the file was modified, in nanoseconds since 1970; now where it is nil.
    func write(
        _ bytes: [UInt8],
        to name: String,
        at offset: Int64,
        _ rights: FileRights,
        modified: Int64? = nil
    ) throws(AgentError) {
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
        guard file >= 0 else { throw .system("write \(path)/\(name)") }
        defer { close(file) }
        guard ftruncate(file, off_t(offset)) == 0, lseek(file, off_t(offset), SEEK_SET) >= 0,
            ByteStream.writeAll(bytes, to: file)
        else { throw .system("write \(path)/\(name)") }
        try rights.apply(to: file, name: "\(path)/\(name)")
        guard let modified else { return }
        let time = timespec(nanoseconds: modified)
        guard futimens(file, [time, time]) == 0 else { throw .system("set the time of \(path)/\(name)") }
    }

    /// Everything written to this directory's file system is on its disk after this.
    func flushFileSystem() throws(AgentError) {
        // Swift does not import what glibc keeps behind _GNU_SOURCE.
        typealias Flush = @convention(c) (Int32) -> Int32
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "syncfs") else { return Glibc.sync() }
        guard unsafeBitCast(symbol, to: Flush.self)(descriptor) == 0 else { throw .system("flush \(path)") }
    }
}
