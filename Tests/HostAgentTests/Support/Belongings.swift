import Glibc

@testable import HostAgent

/// What a user has on this machine, each named as a person would look for it: processes, sockets, and files wherever everybody may write.
struct Belongings: CustomStringConvertible {
    let processes: [Int32]
    /// `udp 0100007F:1F90`, as the kernel writes them: declared ports and all others.
    let sockets: Set<String>
    let files: Set<String>

    init(of user: UInt32) {
        processes = ProcessTable.all().filter { ProcessTable.user($0) == user && ProcessTable.entry($0)?.dead == false }
        sockets = Set(["tcp", "tcp6", "udp", "udp6"].flatMap { Self.sockets($0, of: user) })
        let open = ["/tmp", "/var/tmp", "/dev/shm", "/run", "/var/games", "/var/log", "/var/mail", "/var/lib/games"]
        files = found(in: open, "-xdev", "-user", "\(user)")
    }

    var isEmpty: Bool { processes.isEmpty && sockets.isEmpty && files.isEmpty }

    var description: String { "processes \(processes), sockets \(sockets), files \(files)" }

    private static func sockets(_ table: String, of user: UInt32) -> [String] {
        let text = String(decoding: ByteStream.readFile("/proc/net/\(table)") ?? [], as: UTF8.self)
        return text.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            // What a closed connection leaves behind for a while is nobody's.
            return fields.count > 7 && fields[7] == "\(user)" ? "\(table) \(fields[1])" : nil
        }
    }
}

/// Paths below some directories, as `find` selects them; those that are not there have none.
func found(in places: [String], _ tests: String...) -> Set<String> {
    let find = Child(["/usr/bin/find"] + places + tests)
    var paths: Set<String> = []
    while let line = find.readLine() { paths.insert(String(decoding: line, as: UTF8.self)) }
    _ = find.finish()
    return paths
}
