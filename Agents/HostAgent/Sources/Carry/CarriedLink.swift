/// A symbolic link that may be carried: one that stays below its server's directory wherever that is.
enum CarriedLink {
    /// Whether it leads up only from where it is, never above the directory, and then only down.
    ///
    /// - Parameter path: of the link itself, relative to the server's directory.
    static func stays(_ target: String, at path: String) -> Bool {
        let steps = target.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let up = steps.prefix { $0 == ".." }.count
        let depth = path.split(separator: "/").count - 1
        return !target.isEmpty && up <= depth && steps.dropFirst(up).allSatisfy { !["", ".", ".."].contains($0) }
    }
}
