import Glibc

/// Mode and owner of a file or directory that the agent makes.
struct FileRights: Equatable {
    var mode: mode_t
    /// nil: the agent's own user and group.
    var user: UInt32?
    var group: UInt32?

    static let privateFolder = FileRights(mode: 0o700)
    static let privateFile = FileRights(mode: 0o600)

    func apply(to descriptor: Int32, name: String) throws(AgentError) {
        if user != nil || group != nil {
            guard fchown(descriptor, user ?? UInt32.max, group ?? UInt32.max) == 0 else {
                throw .system("change the owner of \(name)")
            }
        }
        guard fchmod(descriptor, mode) == 0 else { throw .system("set the mode of \(name)") }
    }
}
