import Glibc
import Wire

/// A server's directory and its marker, without which the agent touches nothing.
enum ServerFolder {
    static let marker = ".lessor-server"
    static let prepared = ".lessor-prepared"

    /// Opens the directory, making and marking it where there is none.
    /// - Parameters:
    ///   - entry: another name for it, while it is not in its place yet.
    ///   - user: the server's own user and group, where it has one. The directory then stays the agent's with the sticky
    ///     bit, so that the server can write in it but neither remove the marker nor open it to others.
    static func make(
        _ name: ServerName,
        in servers: Folder,
        as entry: String? = nil,
        user: UInt32?
    ) throws(AgentError) -> Folder {
        if entry == nil, servers.facts(name.description) != nil { try check(name, in: servers) }
        let mode: mode_t = user == nil ? 0o700 : 0o1770
        let folder = try servers.makeFolder(entry ?? name.description, FileRights(mode: mode, group: user))
        if folder.facts(marker) == nil {
            try folder.replace(marker, with: Array("\(name)\n".utf8), FileRights(mode: 0o400))
            try servers.sync()
        }
        return folder
    }

    /// Throws when the directory is not that server's; an empty one is anybody's.
    static func check(_ name: ServerName, in servers: Folder) throws(AgentError) {
        guard let folder = try servers.folder(name.description) else { return }
        if try folder.read(marker, limit: 4096) == Array("\(name)\n".utf8) { return }
        guard try folder.names().isEmpty else {
            throw AgentError(
                "\(servers.path)/\(name) does not bear the marker \(marker) of \(name), so it is left alone; "
                    + "look at it and move it away."
            )
        }
    }

    /// Writes a file of the program; directories on its way are made, links refused.
    static func write(_ file: RenderedFile, text: String, in folder: Folder, user: UInt32?) throws(AgentError) {
        var parts = file.path.split(separator: "/").map(String.init)
        let name = parts.removeLast()
        var place = folder
        for part in parts {
            place = try place.makeFolder(part, FileRights(mode: 0o700, user: user, group: user))
        }
        let rights = FileRights(mode: mode_t(file.mode), user: user, group: user)
        try place.replace(name, with: Array(text.utf8), rights)
    }
}
