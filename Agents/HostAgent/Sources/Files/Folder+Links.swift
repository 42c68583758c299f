import Glibc

extension Folder {
    /// Where a symbolic link leads; nil when that is no UTF-8, or there is no such link.
    func link(_ name: String) throws(AgentError) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = readlinkat(descriptor, name, &buffer, buffer.count)
        guard count >= 0 || errno == ENOENT || errno == EINVAL else { throw .system("read the link \(path)/\(name)") }
        return count > 0 && count < buffer.count ? String(validating: buffer[..<count], as: UTF8.self) : nil
    }

    /// Makes a symbolic link, in the place of an older one.
    /// - Parameter owner: user and group, where it is not the agent's.
    func makeLink(_ name: String, to target: String, owner: UInt32?) throws(AgentError) {
        if let old = facts(name), old.st_mode & S_IFMT == S_IFLNK { try remove(name) }
        guard symlinkat(target, descriptor, name) == 0 else { throw .system("make the link \(path)/\(name)") }
        guard let owner else { return }
        guard fchownat(descriptor, name, owner, owner, AT_SYMLINK_NOFOLLOW) == 0 else {
            throw .system("change the owner of \(path)/\(name)")
        }
    }
}
