import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// Adding, adding again and removing hosts with the real command.
@Suite(.timeLimit(.minutes(15))) struct HostAddTests {
    @Test func `adding a host again replaces the agent, keeps one key line, and stops no server`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.buyServer()
            let servers = try await fleet.processes(of: "srv-1001", on: "h1")
            let agent = try await fleet.agent("h1")
            let binary = try await fleet.root("h1") + "/bin/lessor-agent"
            let inode = try FileManager.default.attributesOfItem(atPath: binary)[.systemFileNumber] as? Int
            #expect(try await fleet.add("h1").status == 0)
            #expect(try await fleet.lab.run("tick").status == 0)
            #expect(try FileManager.default.attributesOfItem(atPath: binary)[.systemFileNumber] as? Int != inode)
            #expect(try await fleet.agent("h1") != agent)
            #expect(!servers.isEmpty)
            #expect(try await fleet.processes(of: "srv-1001", on: "h1") == servers)
            let keys = try await fleet.sshd("h1").home.appending(path: ".ssh/authorized_keys")
            let lines = try String(contentsOf: keys, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines.filter { $0.contains("lessor-controller-") && $0.hasPrefix("restrict,command=") }.count == 1)
            #expect(lines.contains { $0 == fleet.operatorKey.publicLine })
        }
    }

    @Test func `a directory that the users of servers cannot reach is refused`() async throws {
        try Requirement.root(for: "giving each server a user of its own")
        try await withFleet { fleet in
            let closed = try await fleet.sshd("h1").directory.path + "/closed"
            try FileManager.default.createDirectory(
                atPath: closed,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
            let result = try await fleet.add("h1", slots: 5, "--root", closed + "/agent")
            #expect(result.status == 1)
            #expect(result.errors.contains("cannot pass through \(closed);"), "\(result.errors)")
        }
    }

    @Test func `an sshd without an sftp subsystem is refused with the line that it lacks`() async throws {
        try await withFleet { fleet in
            _ = try await fleet.sshd("h1", hasSFTP: false)
            let result = try await fleet.add("h1", slots: 5)
            #expect(result.status == 69)
            #expect(result.errors.contains("\"Subsystem sftp internal-sftp\""), "\(result.errors)")
            #expect(try await fleet.lab.run("host", "show", "h1").status == 66)
        }
    }

    @Test func `a dry run shows every step and changes nothing`() async throws {
        try await withFleet { fleet in
            let sshd = try await fleet.sshd("h1")
            func files() throws -> [String] {
                try FileManager.default.subpathsOfDirectory(atPath: sshd.directory.path).sorted()
            }
            let keys = sshd.home.appending(path: ".ssh/authorized_keys")
            let (before, key) = (try files(), try Data(contentsOf: keys))
            let result = try await fleet.add("h1", slots: 5, "--dry-run")
            #expect(result.status == 0, "\(result.errors)")
            for step in ["make directories", "upload the agent", "forced command", "authorized_keys"] {
                #expect(result.output.contains(step), "\(result.output)")
            }
            #expect(try files() == before)
            #expect(try Data(contentsOf: keys) == key)
            #expect(try await fleet.lab.run("host", "show", "h1").status == 66)
        }
    }

    @Test func `a host with servers is not removed, an empty one is`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            #expect(try await fleet.add("h2").status == 0)
            try await fleet.buyServer()
            let full = try await fleet.processes(of: "srv-1001", on: "h1").isEmpty ? "h2" : "h1"
            let refused = try await fleet.lab.run("host", "remove", full)
            #expect(refused.status == 1)
            #expect(refused.errors.contains("srv-1001 is still there"), "\(refused.errors)")
            #expect(try await fleet.lab.run("host", "show", full).status == 0)
            let empty = full == "h1" ? "h2" : "h1"
            #expect(try await fleet.lab.run("host", "remove", empty).status == 0)
            #expect(try await fleet.lab.run("host", "show", empty).status == 66)
        }
    }
}
