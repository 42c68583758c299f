import Glibc

/// Removes a server's directory without ever leaving it: no link is followed, no other file system entered.
struct Eraser {
    /// What was removed.
    struct Amount: Equatable {
        var files = 0
        var bytes: Int64 = 0
        /// Rounds after which the daemon looks at its other work; the next round goes on.
        fileprivate var left = 0
    }

    let servers: Folder
    let name: ServerName
    /// Most entries removed at once.
    static let round = 2000

    /// Moves the directory aside, when it is there and bears the server's marker; then removes up to ``round`` entries.
    /// Returns whether all is gone.
    func erase(generation: Int64, into amount: inout Amount) throws(AgentError) -> Bool {
        if servers.facts(name.description) != nil {
            try ServerFolder.check(name, in: servers)
            try servers.rename(name.description, to: "\(prefix)\(generation)")
            try servers.sync()
        }
        try Arrivals.callOff(name, in: servers)
        amount.left = Self.round
        for remainder in try servers.names() where remainder.hasPrefix(prefix) {
            guard let folder = try servers.folder(remainder) else { continue }
            try empty(folder, &amount, device: device(of: folder))
            guard amount.left > 0 else { return false }
            guard unlinkat(servers.descriptor, remainder, AT_REMOVEDIR) == 0 else {
                throw .system("remove the directory \(servers.path)/\(remainder)")
            }
        }
        try servers.sync()
        return true
    }

    private var prefix: String { ".erased-\(name)-" }

    private func empty(_ folder: Folder, _ amount: inout Amount, device: dev_t) throws(AgentError) {
        for entry in try folder.names() {
            guard amount.left > 0 else { return }
            guard let facts = folder.facts(entry) else { continue }
            guard facts.st_mode & S_IFMT == S_IFDIR else {
                guard unlinkat(folder.descriptor, entry, 0) == 0 else {
                    throw .system("remove \(folder.path)/\(entry)")
                }
                amount.files += 1
                amount.bytes += facts.st_mode & S_IFMT == S_IFREG ? Int64(facts.st_size) : 0
                amount.left -= 1
                continue
            }
            guard facts.st_dev == device else {
                throw AgentError(
                    "\(folder.path)/\(entry) is another file system; unmount it, then the erasure goes on."
                )
            }
            // A directory without rights for its owner cannot be listed, even by that owner.
            if facts.st_mode & 0o700 != 0o700 { fchmodat(folder.descriptor, entry, 0o700, 0) }
            guard let child = try folder.folder(entry) else { continue }
            try empty(child, &amount, device: device)
            guard amount.left > 0 else { return }
            guard unlinkat(folder.descriptor, entry, AT_REMOVEDIR) == 0 else {
                throw .system("remove the directory \(folder.path)/\(entry)")
            }
            amount.left -= 1
        }
    }

    private func device(of folder: Folder) -> dev_t {
        var facts = stat()
        return fstat(folder.descriptor, &facts) == 0 ? facts.st_dev : 0
    }
}
