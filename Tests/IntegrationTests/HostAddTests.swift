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
            let (before, content) = (try files(), try Data(contentsOf: keys))
            let result = try await fleet.add("h1", slots: 5, "--dry-run")
            #expect(result.status == 0, "\(result.errors)")
            for step in ["make directories", "upload the agent", "forced command", "authorized_keys"] {
                #expect(result.output.contains(step), "\(result.output)")
            }
            let key = try sshd.hostKeyLine()
            for line in [
                "#   serves on \(sshd.address) ports 20000-20999", "#   5 slots, ", "#   labels none", "pin that key",
            ] {
                #expect(result.output.contains(line), "\(result.output)")
            }
            let json = try await fleet.add("h1", slots: 5, "--dry-run", "--format", "json", "--labels", "ssd")
            let steps = try #require(try JSON.parse(json.output) as? [[String: Any]], "\(json.output)\(json.errors)")
            let books = try #require(steps.last?["books"] as? [String: Any])
            #expect(books["slots"] as? Int == 5 && books["labels"] as? [String] == ["ssd"])
            #expect((books["hostKey"] as? String).map(key.hasPrefix) == true)
            #expect(
                steps.contains { $0["upload"] != nil } && steps.contains { ($0["script"] as? String)?.isEmpty == false }
            )
            #expect(try files() == before)
            #expect(try Data(contentsOf: keys) == content)
            #expect(try await fleet.lab.run("host", "show", "h1").status == 66)
        }
    }

    @Test func `added again, a host is what it was in all that is not said`() async throws {
        try await withFleet { fleet in
            let address = try await fleet.sshd("h1").address
            let pool = "\(address),127.0.99.7"
            let more = ["--serve-on", pool, "--memory", "2G", "--labels", "ssd"]
            #expect(try await fleet.add("h1", slots: 77, more).status == 0)
            let before = try await fleet.entry("h1")
            let again = try await fleet.addAgain("h1")
            #expect(again.status == 0, "\(again.errors)")
            let after = try await fleet.entry("h1")
            for field in ["address", "user", "root", "hostKey", "serveOn", "ports", "slots", "memoryMiB", "labels"] {
                #expect("\(before[field] ?? "")" == "\(after[field] ?? "")", "\(field)")
            }
            #expect(after["serveOn"] as? [String] == [address, "127.0.99.7"] && after["slots"] as? Int == 77)
            #expect(try await fleet.addAgain("h1", "--slots", "78").status == 0)
            let changed = try await fleet.entry("h1")
            #expect(changed["slots"] as? Int == 78 && changed["ports"] as? String == "20000-20999")
            let new = try await fleet.lab.run(
                "host",
                "add",
                "h9",
                "--address",
                address,
                "--identity",
                "x",
                "--accept-host-key"
            )
            #expect(new.status == 1 && new.errors.contains("name --slots"), "\(new.errors)")
        }
    }

    @Test func `added again under another directory or login, or against the books, nothing is touched`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            #expect(try await fleet.add("h2").status == 0)
            try await fleet.buyServer()
            let (first, second) = try await (fleet.sshd("h1").address, fleet.sshd("h2").address)
            let full = try await fleet.processes(of: "srv-1001", on: "h1").isEmpty ? "h2" : "h1"
            let (own, others) = full == "h1" ? (first, second) : (second, first)
            let root = try await fleet.root(full)
            let agents = try await (fleet.agent("h1"), fleet.agent("h2"))
            let inode =
                try FileManager.default.attributesOfItem(atPath: root + "/bin/lessor-agent")[.systemFileNumber] as? Int
            for (words, sentence) in [
                (["--root", root + "-2"], "would leave that agent"),
                (["--mode", "system"], "--mode system would leave"),
                (["--login", "nobody"], "say --login"),
                (["--serve-on", "\(own),\(others)"], "\(others) belongs to host"),
                (["--serve-on", "127.0.99.8"], "\(own) of host \(full) is in use: srv-1001"),
                (["--slots", "9"], "10 slots in use"), (["--memory", "60M"], "69 MiB of memory in use"),
            ] {
                let refused = try await fleet.lab.run(
                    ["host", "add", full, "--identity", fleet.operatorKey.path] + words
                )
                #expect(refused.status == 1 && refused.errors.contains(sentence), "\(words): \(refused.errors)")
            }
            #expect(!FileManager.default.fileExists(atPath: root + "-2"))
            let now = try await (fleet.agent("h1"), fleet.agent("h2"))
            #expect(now.0 == agents.0 && now.1 == agents.1)
            let file = try FileManager.default.attributesOfItem(atPath: root + "/bin/lessor-agent")
            #expect(file[.systemFileNumber] as? Int == inode)
        }
    }

    @Test func `a machine is one host, by its key and by what its agent says`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            let (sshd, root) = try await (fleet.sshd("h1"), fleet.root("h1"))
            let words = [
                "--address", sshd.address, "--port", "\(sshd.port)", "--login", sshd.user, "--identity",
                fleet.operatorKey.path,
                "--accept-host-key", "--mode", "user", "--slots", "5", "--serve-on", "127.0.99.9", "--root",
            ]
            let twin = try await fleet.lab.run(["host", "add", "h2"] + words + [root + "-2"])
            #expect(twin.status == 1 && twin.errors.contains("host h1 of these books already"), "\(twin.errors)")
            let other = try await TemporaryLab()
            let rival = try await other.run(["host", "add", "h2"] + words + [root])
            #expect(rival.status == 1 && rival.errors.contains("another installation"), "\(rival.errors)")

            // Removed from the books, the machine may have another name.
            #expect(try await fleet.lab.run("host", "remove", "h1", "--format", "json").output.contains("\"h1\""))
            let renamed = try await fleet.lab.run(["host", "add", "h2"] + words + [root])
            #expect(renamed.status == 0, "\(renamed.errors)")
            try await fleet.settle()
        }
    }

    @Test func `addresses that the machine does not have are refused, and checked later`() async throws {
        try await withFleet { fleet in
            let address = try await fleet.sshd("h1").address
            for (pool, sentence) in [
                ("192.0.2.77", "does not have 192.0.2.77"), ("0.0.0.0", "0.0.0.0 stands for every address"),
                ("::", ":: stands for"), ("\(address),2001:db8::7", "2001:db8::7, so that"),
            ] {
                for more in [[], ["--dry-run"]] {
                    let added = try await fleet.add("h1", ["--serve-on", pool] + more)
                    #expect(added.status == 1 && added.errors.contains(sentence), "\(pool): \(added.errors)")
                }
            }
            #expect(try await !FileManager.default.fileExists(atPath: fleet.root("h1")))
            let added = try await fleet.add("h1")
            #expect(added.status == 0, "\(added.errors)")
            let wrong = try await fleet.lab.run("host", "set", "h1", "--serve-on", "\(address),192.0.2.77")
            #expect(wrong.status == 1 && wrong.errors.contains("it has 127.0.0.0/8"), "\(wrong.errors)")
            #expect(try await fleet.lab.run("host", "set", "h1", "--serve-on", "0.0.0.0").status == 1)
            let set = try await fleet.lab.run("host", "set", "h1", "--serve-on", "\(address),127.0.99.5")
            #expect(set.status == 0 && set.output.contains("serves on \(address), 127.0.99.5 ports 20000-20999"))
        }
    }

    @Test func `a program that is no agent is not installed`() async throws {
        try await withFleet { fleet in
            let added = try await fleet.add("h1", ["--agent", "/bin/true"])
            #expect(added.status == 1 && added.errors.contains("no agent of version"), "\(added.errors)")
            #expect(try await !FileManager.default.fileExists(atPath: fleet.root("h1") + "/bin/lessor-agent"))
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
