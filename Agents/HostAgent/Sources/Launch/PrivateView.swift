import Glibc

/// What a server's process sees of its host: one folder of its own, which ends with its last process, in place of those that everybody
/// may write (/tmp and the like), of the agent's directory nothing but its own, and no queue or shared memory of others. Mount and IPC
/// namespaces (namespaces(7)) made by the launch step while it is root, as systemd makes them for a service; the process itself can
/// neither change them nor make others.
struct PrivateView: Codable, Equatable {
    /// The agent's directory.
    let root: String
    /// The server's, below it.
    let directory: String
    /// The most that lies in that folder. It counts as the server's memory.
    let temporaryBytes: Int

    private static let temporary = "/tmp"
    private static let alike = ["/var/tmp", "/dev/shm", "/run/lock"]
    private static let files = 16_384

    /// The folders of the host in whose place each server has its own, or that it does not see.
    static func hidden(with root: String) -> [String] { [temporary] + alike + [root] }

    /// Whether this agent can make one: each server has its own user, and a process that tried it came to its end. Many
    /// containers forbid it; what did is in the agent's log.
    static func isPossible(own users: Bool, in root: String) -> Bool {
        guard users, geteuid() == 0 else { return false }
        do throws(AgentError) {
            let arguments = ["lessor-agent", "view", "--root", root]
            return try Spawner.result(of: Spawner.spawn(arguments, handing: nil, output: nil)) == 0
        } catch {
            AgentLog.write("\(error)")
            return false
        }
    }

    /// What such a process does.
    static func tryOut(in root: String) throws(AgentError) {
        do throws(AgentError) {
            try PrivateView(root: root, directory: "\(root)/servers", temporaryBytes: 1 << 20).enter()
        } catch {
            throw AgentError("Servers get no /tmp of their own here: \(error)")
        }
    }

    /// Puts the calling process into it.
    func enter() throws(AgentError) {
        guard try LinuxCall.unshare(Self.newMounts | Self.newQueues) == 0 else {
            throw .system("leave the host's namespaces")
        }
        // What the host unmounts goes here too; nothing goes back.
        try mount(nil, on: "/", flags: MS_REC | MS_SLAVE)
        let own = open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard own >= 0 else { throw .system("open \(directory)") }
        defer { close(own) }
        umask(0o022)
        try coverTemporary()
        try makeFolders(root)
        try mount("tmpfs", on: root, flags: Self.plain, "mode=0711,size=64k,nr_inodes=16")
        try makeFolders(directory)
        try mount("/proc/self/fd/\(own)", on: directory, flags: MS_BIND)
        try mount("tmpfs", on: root, flags: MS_REMOUNT | MS_RDONLY | Self.plain)
    }

    private func coverTemporary() throws(AgentError) {
        let most = "mode=1777,size=\(temporaryBytes),nr_inodes=\(Self.files)"
        try mount("tmpfs", on: Self.temporary, flags: Self.plain, most)
        for folder in Self.alike where access(folder, F_OK) == 0 {
            try mount(Self.temporary, on: folder, flags: MS_BIND)
        }
        if access("/dev/mqueue", F_OK) == 0 { try mount("mqueue", on: "/dev/mqueue", flags: Self.plain) }
    }

    /// Those on the way to `path` that are missing: all of them where the agent's directory was in /tmp.
    private func makeFolders(_ path: String) throws(AgentError) {
        var place = ""
        for part in path.split(separator: "/") {
            place += "/\(part)"
            guard mkdir(place, 0o711) == 0 || errno == EEXIST else { throw .system("make \(place)") }
        }
    }

    // sched.h and sys/mount.h, whose enumerations Swift does not import as numbers.
    private static let newMounts: Int32 = 0x0002_0000
    private static let newQueues: Int32 = 0x0800_0000
    private static let plain = MS_NOSUID | MS_NODEV

    private func mount(_ source: String?, on target: String, flags: Int, _ data: String? = nil) throws(AgentError) {
        let kind = source.flatMap { $0.hasPrefix("/") ? nil : $0 }
        guard Glibc.mount(source, target, kind, UInt(flags), data) == 0 else { throw .system("mount \(target)") }
    }
}
