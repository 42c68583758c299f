import Foundation

/// The processes of a demo: those of its programs whose command line names a path below a directory.
enum HostProcesses {
    /// Nothing else is ever ended: an editor that looks at a file of the demo is not ours.
    private static let programs: Set = ["lessor", "lessor-agent", "murmurd", "sshd"]

    static func end(below directory: String) {
        // A process may start another while it is being ended; a busy machine is slow to let them die.
        for _ in 0..<1000 {
            let found = find(below: directory)
            guard !found.isEmpty else { return }
            for process in found { kill(process, SIGKILL) }
            usleep(20_000)
        }
    }

    static func find(below directory: String) -> [pid_t] {
        let mark = Data((directory + "/").utf8)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { process in
            guard process != getpid(), programs.contains(name(of: process)),
                let line = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(process)/cmdline"))
            else { return false }
            return line.range(of: mark) != nil
        }
    }

    /// The program's own file name; what `ps` shows can be anything.
    private static func name(of process: pid_t) -> String {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/exe")
        let file = path?.split(separator: "/").last ?? ""
        return file.hasSuffix(" (deleted)") ? String(file.dropLast(10)) : String(file)
    }
}
