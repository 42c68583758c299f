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

    /// Moves the directory aside, when it is there and bears the server's marker, and closes it to everybody but the agent. Returns
    /// its name then, also of one that was moved before a crash; nil when there is none.
    func moveAside(generation: Int64) throws(AgentError) -> String? {
        let aside = "\(prefix)\(generation)"
        if servers.facts(name.description) != nil {
            try ServerFolder.check(name, in: servers)
            try servers.rename(name.description, to: aside)
            try servers.sync()
        }
        guard let folder = try servers.folder(aside) else { return nil }
        try FileRights.privateFolder.apply(to: folder.descriptor, name: folder.path)
        return aside
    }

    /// Puts a directory that was moved aside in its place again. Returns whether it was there whole and the place was free.
    func putBack(_ aside: String) throws(AgentError) -> Bool {
        guard servers.facts(name.description) == nil, servers.facts(aside) != nil else { return false }
        try servers.rename(aside, to: name.description)
        try servers.sync()
        return true
    }

    /// Moves the directory aside, and removes up to ``round`` entries of all that was. Returns whether all is gone.
    func erase(generation: Int64, into amount: inout Amount) throws(AgentError) -> Bool {
        _ = try moveAside(generation: generation)
        try Arrivals.callOff(name, in: servers)
        amount.left = Self.round
        for aside in try servers.names() where aside.hasPrefix(prefix) {
            let remainder = try begin(aside)
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

    /// What is no longer whole has another name: it is never put back.
    private func begin(_ aside: String) throws(AgentError) -> String {
        guard !aside.hasSuffix(Self.begun) else { return aside }
        try servers.rename(aside, to: aside + Self.begun)
        return aside + Self.begun
    }

    private static let begun = ".begun"

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
