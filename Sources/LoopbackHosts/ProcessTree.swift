import Foundation
package import Glibc

/// Finds processes in /proc. sshd gives each connection a session of its own, so process groups do not lead to them.
package enum ProcessTree {
    /// Children, their children, and so on.
    package static func descendants(of root: pid_t) -> [pid_t] {
        let parents = Dictionary(grouping: all(), by: parent)
        var found: [pid_t] = []
        var next = parents[root] ?? []
        while let process = next.popLast() {
            found.append(process)
            next += parents[process] ?? []
        }
        return found
    }

    /// Those whose environment had this variable with this value when they began.
    static func marked(_ name: String, _ value: String) -> [pid_t] {
        let mark = Array("\(name)=\(value)".utf8)
        return all().filter { contents(of: "environ", $0).split(separator: 0).contains { $0.elementsEqual(mark) } }
    }

    /// Its command line in one line, as it shows itself: sshd makes it "sshd: /usr/sbin/sshd -D … [listener] …".
    package static func title(of process: pid_t) -> String {
        String(decoding: contents(of: "cmdline", process).map { $0 == 0 ? 0x20 : $0 }, as: UTF8.self)
    }

    /// Kills them, and waits until they are gone or only wait to be reaped by their own parents.
    static func kill(_ processes: [pid_t]) {
        for process in processes { _ = Glibc.kill(process, SIGKILL) }
        // As good as at once, except on a machine that hardly gives them a turn to die.
        for _ in 0..<6000 {
            guard processes.contains(where: isAlive) else { return }
            usleep(5000)
        }
    }

    package static func all() -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { $0 != getpid() }
    }

    /// User and system time so far, in seconds; 0 when it is gone.
    package static func processorTime(of process: pid_t) -> Double {
        // The 14th and 15th field; the list begins with the 3rd.
        guard let fields = stat(process), fields.count > 12, let user = Double(fields[11]),
            let system = Double(fields[12])
        else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func isAlive(_ process: pid_t) -> Bool {
        guard let state = stat(process)?.first else { return false }
        return state != "Z" && state != "X"
    }

    private static func parent(_ process: pid_t) -> pid_t {
        stat(process)?.dropFirst().first.flatMap { pid_t($0) } ?? -1
    }

    /// The fields after the name, which may itself hold spaces and parentheses: state, parent, …
    private static func stat(_ process: pid_t) -> [Substring]? {
        let text = String(decoding: contents(of: "stat", process), as: UTF8.self)
        guard let end = text.lastIndex(of: ")") else { return nil }
        return text[end...].dropFirst().split(separator: " ")
    }

    /// One file of a process in /proc; empty when it is gone or another user's. Not by Foundation, which leaks a page
    /// with each file that looks empty, as these do.
    private static func contents(of file: String, _ process: pid_t) -> [UInt8] {
        let descriptor = open("/proc/\(process)/\(file)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        var end = 0
        while end < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                read(descriptor, $0.baseAddress.map { $0 + end }, $0.count - end)
            }
            guard count > 0 else { break }
            end += count
        }
        return Array(bytes[..<end])
    }
}
