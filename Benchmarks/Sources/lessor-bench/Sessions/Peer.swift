import Foundation
import Glibc
import LoopbackHosts

/// Another program that runs commands on many hosts.
struct Peer {
    let name: String
    let program: String
    /// A shell line that runs `true` once on every host.
    let line: String
    /// What ends the sessions that it leaves open.
    let end: String?
    /// Stands in the command line of what it leaves running.
    let mark: String

    var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    /// - Parameter list: A file of the hosts' addresses.
    static func all(folder: ScratchFolder, list: String, sshd: LoopbackSSHD, key: KeyPair) -> [Peer] {
        let sockets = folder.path("s")
        try? FileManager.default.createDirectory(atPath: sockets, withIntermediateDirectories: true)
        // The key exchange that libssh2 has too; OpenSSH's own default takes six times as long.
        let options = """
            -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR \
            -o IdentityFile=\(key.path) -o KexAlgorithms=curve25519-sha256 -o Port=\(sshd.port) -o User=\(sshd.user)
            """
        let shared = "-o ControlMaster=auto -o ControlPersist=600 -o ControlPath=\(sockets)/%h"
        return [
            Peer(
                name: "OpenSSH, a process a command",
                program: "/usr/bin/ssh",
                line: "xargs -P 32 -I{} ssh \(options) {} true < \(list)",
                end: nil,
                mark: sockets
            ),
            Peer(
                name: "OpenSSH, multiplexed",
                program: "/usr/bin/ssh",
                line: "xargs -P 32 -I{} ssh \(options) \(shared) {} true < \(list)",
                end: "xargs -P 32 -I{} ssh \(options) \(shared) -O exit {} < \(list)",
                mark: sockets
            ),
            Peer(
                name: "pssh",
                program: "/usr/bin/parallel-ssh",
                line: "parallel-ssh -p 32 -t 120 -h \(list) -x '\(options)' true",
                end: nil,
                mark: sockets
            ),
            Peer(
                name: "ansible, raw",
                program: "/usr/bin/ansible",
                line: """
                    ANSIBLE_SSH_ARGS='\(options) \(shared)' ANSIBLE_LOCAL_TEMP=\(folder.path("a")) ANSIBLE_HOME=\(folder.path("a")) \
                    ansible all -i \(list) -f 32 -m raw -a true
                    """,
                end: "xargs -P 32 -I{} ssh \(options) \(shared) -O exit {} < \(list)",
                mark: sockets
            ),
        ]
    }

    func measure(commands: Int, hosts: Int) throws {
        let contact = Contact(name, hosts: hosts)
        contact.report(login: try time(1))
        contact.report(commands: commands, try time(commands))
        if let end { _ = try shell(end) }
    }

    private func time(_ times: Int) throws -> Stopwatch.Reading {
        let (watch, before) = (Stopwatch(), Self.processorTime(mark))
        for _ in 0..<times {
            guard try shell(line) == 0 else { throw BenchmarkFailure("\(name) failed: \(line)") }
        }
        return Stopwatch.Reading(wall: watch.read().wall, processor: Self.processorTime(mark) - before)
    }

    private func shell(_ line: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", line]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Of children that have ended, and of what they left running.
    private static func processorTime(_ mark: String) -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        let ended = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
        return ended
            + ProcessTree.all().filter { ProcessTree.title(of: $0).contains(mark) }.reduce(0) {
                $0 + ProcessTree.processorTime(of: $1)
            }
    }
}

struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
