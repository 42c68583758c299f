import Foundation
import Glibc
import LoopbackHosts
import TestSupport
import Testing

@testable import ControllerCommands

/// What a host needs over the years: new agents, new host keys, and neighbours that use its ports.
@Suite(.timeLimit(.minutes(10))) struct HostCareTests {
    @Test func `an upgrade replaces the agents of all hosts, and their servers run on`() async throws {
        try await withTwoHosts { fleet in
            let servers = try await fleet.processes(of: "srv-1001", on: "h1")
            let agents = try await [fleet.agent("h1"), fleet.agent("h2")]
            let login = try await ["--login", fleet.sshd("h1").user, "--identity", fleet.operatorKey.path]
            let dry = try await fleet.lab.run(["host", "upgrade", "--all", "--dry-run"] + login)
            #expect(dry.status == 0 && dry.output.contains("upload the agent"), "\(dry.output)\(dry.errors)")
            #expect(try await [fleet.agent("h1"), fleet.agent("h2")] == agents)
            let json = try await fleet.lab.run(["host", "upgrade", "--all", "--dry-run", "--format", "json"] + login)
            let steps = try #require(try JSON.parse(json.output) as? [[String: Any]], "\(json.output)")
            #expect(Set(steps.compactMap { $0["host"] as? String }) == ["h1", "h2"])

            let done = try await fleet.lab.run(["host", "upgrade", "--all"] + login)
            #expect(done.status == 0 && done.output.contains("h2"), "\(done.output)\(done.errors)")
            // The same build again; another one of the same version is told from it.
            let builds = done.output.matches(of: /\(([0-9a-f]{12})\)/).map(\.output.1)
            #expect(builds.count == 4 && Set(builds).count == 1, "\(done.output)")
            try await fleet.settle()
            let now = try await [fleet.agent("h1"), fleet.agent("h2")]
            #expect(now[0] != agents[0] && now[1] != agents[1])
            #expect(try await fleet.processes(of: "srv-1001", on: "h1") == servers)

            let build = fleet.lab.folder.path + "/other-build"
            try (Data(contentsOf: URL(filePath: LessorProgram.agent)) + Data("another".utf8)).write(
                to: URL(filePath: build)
            )
            let changed = try await fleet.lab.run(["host", "upgrade", "h2", "--agent", build] + login)
            let digests = changed.output.matches(of: /\(([0-9a-f]{12})\)/).map(\.output.1)
            #expect(
                digests.count == 2 && digests.first == builds.first && digests[0] != digests[1],
                "\(changed.output)"
            )
            let later = try await fleet.agent("h2")

            // One that does not answer does not keep the other from it.
            try await fleet.sshd("h1").stop()
            let half = try await fleet.lab.run(["host", "upgrade", "h1", "h2"] + login)
            #expect(half.status == 1 && half.errors.contains("1 of 2 hosts"), "\(half.errors)")
            #expect(try await fleet.agent("h2") != later)
            // Another login would make another user's host of it.
            let other = try await fleet.lab.run(
                "host",
                "upgrade",
                "h2",
                "--login",
                "somebody",
                "--identity",
                fleet.operatorKey.path
            )
            let user = try await fleet.sshd("h2").user
            #expect(other.status == 1 && other.errors.contains("say --login \(user)"), "\(other.errors)")
            #expect(try await fleet.lab.run(["host", "upgrade"] + login).status == 64)
            #expect(try await fleet.lab.run(["host", "upgrade", "h9"] + login).status == 66)
        }
    }

    @Test func `a new host key is pinned when a person says so, and not before`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            let same = try await fleet.lab.run("host", "rekey", "h1", "--accept-host-key")
            #expect(same.status == 0 && same.output.contains("the key that is pinned"), "\(same.output)\(same.errors)")
            let old = try await fleet.sshd("h1").hostKeyLine()
            try await fleet.restart("h1", newHostKeys: true)
            let new = try await fleet.sshd("h1").hostKeyLine()
            #expect(new != old)
            #expect(try await fleet.lab.run("tick", "--settle", "5").status == 2)
            #expect(try await fleet.lab.run("host", "check", "h1").errors.contains("`lessor host rekey h1`"))
            // Not the one that it shows; not confirmed.
            #expect(try await fleet.lab.run("host", "rekey", "h1", "--host-key", old, "--yes").status == 69)
            let unsure = try await fleet.lab.run("host", "rekey", "h1", "--host-key", new)
            #expect(unsure.status == 1 && unsure.errors.contains("--yes"), "\(unsure.errors)")
            #expect(try await fleet.lab.run("host", "show", "h1").output.contains(old.split(separator: " ")[1]))

            let pinned = try await fleet.lab.run("host", "rekey", "h1", "--host-key", new, "--yes")
            #expect(pinned.status == 0, "\(pinned.errors)")
            try await fleet.settle()
            #expect(try await fleet.lab.run("host", "rekey", "h1").status == 64)
        }
    }

    @Test func `ports that others hold are noted and given to no server`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            let neighbour = try HeldPort(SOCK_DGRAM, address: await fleet.sshd("h1").address, port: 20_000)
            defer { neighbour.end() }
            let noted = try await fleet.lab.run("host", "import", "h1")
            #expect(noted.status == 0 && noted.output.contains("20000/udp"), "\(noted.output)\(noted.errors)")
            #expect(try await fleet.lab.run("host", "import", "h1").output.contains("No other port of h1"))
            let before = try await fleet.lab.run("host", "show", "h1").output
            #expect(before.contains("20000        udp        foreign"), "\(before)")
            #expect(before.contains("20001-20999             free     999 ports"), "\(before)")
            try await fleet.buyServer()
            try await fleet.expectDrawn()
            #expect(try await fleet.lab.run("server", "show", "srv-1001").output.contains(":20001"))
            // Its own servers are nobody else.
            #expect(try await fleet.lab.run("host", "import", "h1").output.contains("No other port of h1"))

            #expect(try await fleet.lab.run("host", "import", "h1", "--release", "20000").output.contains("1 port "))
            #expect(try await fleet.lab.run("host", "import", "h1", "--release", "x").status == 1)
            let nothing = try await fleet.lab.run("host", "import", "h1", "--release", "20000")
            #expect(nothing.status == 1 && nothing.errors.contains("lessor host show h1"), "\(nothing.errors)")
            #expect(try await !fleet.lab.run("host", "show", "h1").output.contains("foreign"))
        }
    }

    @Test func `a check names what is missing, the product that needs it, and the command that installs it`()
        async throws
    {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            let first = try await fleet.findings("h1")
            #expect(first["/usr/sbin/murmurd"]?.holds == true && first["/usr/sbin/murmurd"]?.neededBy == ["mumble"])
            // A host without systemd says what that costs.
            for name in ["systemd", "read-only-system"] {
                #expect(first[name]?.holds == false, "\(name)")
            }
            #expect(first["/opt/srcds/lessor-run"] == nil)

            try await fleet.sellEverything()
            let found = try await fleet.findings("h1")
            let missing = try #require(found["/opt/srcds/lessor-run"])
            #expect(!missing.holds && missing.neededBy == ["source"])
            #expect(missing.remedy.hasPrefix("apt-get install --no-install-recommends lib32gcc-s1; then: steamcmd"))
            #expect(found["/opt/srcds/srcds_run"]?.holds == false)
            #expect(found["/usr/share/games/openttd/baseset/opengfx/opengfx.obg"]?.neededBy == ["openttd"])
            let shown = try await fleet.lab.run("host", "check", "h1")
            #expect(shown.status == 2 && shown.output.contains("apt-get install --no-install-recommends lib32gcc-s1"))

            // An agent of before this product, and one that was never told of files.
            let file = try await URL(filePath: fleet.root("h1") + "/agent.json")
            var old = try #require(JSON.parse(String(contentsOf: file, encoding: .utf8)) as? [String: Any])
            old["files"] = nil
            old["programs"] = ["/usr/sbin/murmurd"]
            try JSONSerialization.data(withJSONObject: old).write(to: file)
            if let daemon = try await fleet.agent("h1") { kill(daemon, SIGTERM) }
            let unknown = try await fleet.findings("h1")
            for path in ["/usr/games/openttd", "/opt/srcds/srcds_run"] {
                #expect(unknown[path]?.remedy.contains("lessor host upgrade h1") == true, "\(path)")
                #expect(unknown[path]?.holds == false)
            }
            #expect(unknown["/usr/sbin/murmurd"]?.holds == true)
        }
    }

    @Test func `a pool is written as addresses and blocks`() throws {
        #expect(
            try AddressPool.parse("192.0.2.9, 192.0.2.16/29,192.0.2.17") == [
                "192.0.2.9", "192.0.2.17", "192.0.2.18", "192.0.2.19", "192.0.2.20", "192.0.2.21", "192.0.2.22",
            ]
        )
        #expect(try AddressPool.parse("192.0.2.254/31,192.0.2.1/32") == ["192.0.2.254", "192.0.2.255", "192.0.2.1"])
        #expect(
            try AddressPool.parse("2001:db8::fffe/127,2001:DB8:0::1") == [
                "2001:db8::fffe", "2001:db8::ffff", "2001:db8::1",
            ]
        )
        #expect(try AddressPool.parse("10.0.252.0/22").count == 1022)
        for (text, sentence) in [
            ("host.example", "not a numeric address"), ("192.0.2.0/33", "prefix from 0 to 32"),
            ("192.0.2.0/", "prefix from"),
            ("192.0.2.17/29", "write 192.0.2.16/29"), ("2001:db8::/64", "more than 1024"),
            ("10.0.0.0/8", "more than 1024"),
            ("192.0.2.0/29/1", "not a numeric address"),
        ] {
            let error = #expect(throws: CommandFailure.self) { try AddressPool.parse(text) }
            #expect(error?.description.contains(sentence) == true, "\(text): \(error?.description ?? "")")
        }
    }
}

/// One line of `host check`.
private struct CheckLine: Decodable {
    let check: String
    let neededBy: [String]
    let holds: Bool
    let remedy: String
}

extension LoopbackFleet {
    fileprivate func findings(_ host: String) async throws -> [String: CheckLine] {
        let text = try await lab.run("host", "check", host, "--format", "json").output
        let lines = try JSONDecoder().decode([CheckLine].self, from: Data(text.utf8))
        return Dictionary(uniqueKeysWithValues: lines.map { ($0.check, $0) })
    }

    /// `host show` of a host with one server and one port of another program's.
    fileprivate func expectDrawn() async throws {
        let shown = try await lab.run("host", "show", "h1").output
        #expect(
            shown.contains("slots   [####....................................]  10 of 100 used, 90 free"),
            "\(shown)"
        )
        #expect(shown.contains("memory  [#"), "\(shown)")
        #expect(shown.contains("20001        udp+tcp    server   srv-1001"), "\(shown)")
        #expect(!shown.contains("\u{1B}"), "colours without a terminal")
        let data = Data(try await lab.run("host", "show", "h1", "--format", "json").output.utf8)
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let runs = try #require(json["portUse"] as? [[String: Any]])
        #expect(runs.map { $0["use"] as? String } == ["foreign", "server", "free"])
        #expect(runs.compactMap { $0["server"] as? String } == ["srv-1001"])
        #expect(json["usedMemoryMiB"] as? Int == 69)
        #expect(json["portUse"] != nil && json["labels"] as? [String] == [])
    }
}
