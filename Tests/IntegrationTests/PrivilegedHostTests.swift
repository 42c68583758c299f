import Foundation
import Glibc
import LoopbackHosts
import TestSupport
import Testing

/// A host added with a privileged login: agent as root, gate as a user who owns nothing, each server as a user of its own.
@Suite(.timeLimit(.minutes(15))) struct PrivilegedHostTests {
    @Test func `root agent, powerless gate, and a user for each server`() async throws {
        try await withPrivilegedHost { place in
            let (host, lab, root) = (place.host, place.lab, place.root)
            try await place.add()
            for number in [1001, 1002] { try await place.buy(number) }
            try await place.tick()
            #expect(try await host.output("stat -c %U /proc/$(cat \(root)/run/agent.lock)") == "root")
            for number in [1001, 1002] {
                #expect(try await place.owner(number) == "\(100_000 + number):\(100_000 + number)")
            }
            try await place.expectPrivate()
            try await expectCheck(lab)

            // Adding it again leaves the servers alone.
            let before = [try await place.process(1001), try await place.process(1002)]
            try await place.add()
            try await place.tick()
            #expect([try await place.process(1001), try await place.process(1002)] == before)

            // Stopped, and erased.
            #expect(try await lab.run("server", "stop", "srv-1001").status == 0)
            #expect(try await lab.run("subscription", "terminate", "S-1002", "--signed-in", "--yes").status == 0)
            try await place.tick()
            #expect(try await host.output("pgrep -x murmurd || echo none") == "none")
            #expect(try await host.output("ls \(root)/servers") == "srv-1001")
            let ended = try await lab.run("server", "show", "srv-1002").output
            #expect(ended.contains("absent"), "\(ended)")
        }
    }

    @Test func `the gate's key opens the protocol only`() async throws {
        try await withPrivilegedHost { place in
            let (host, key) = (place.host, place.lab.state + "/controller-key")
            try await place.add()
            let siege = GateSiege(
                ssh: OpenSSH(user: "lessor", address: host.address, port: host.port, key: key),
                target: P_tmpdir,
                gateLog: { try await host.output("cat \(place.root)/log/gate.log") },
                sshdLog: { host.sshdLog }
            )
            try await siege.run()
            #expect(try await host.shell("test -e \(P_tmpdir)/taken").status == 1)
            let asRoot = try await OpenSSH(user: "root", address: host.address, port: host.port, key: key).run([], "id")
            #expect(asRoot.status == 255 && asRoot.errors.contains("Permission denied"), "\(asRoot.errors)")
        }
    }

    @Test func `added again, a host keeps its agent's user and directory, whatever the login and the words`()
        async throws
    {
        try await withPrivilegedHost { place in
            let (host, lab) = (place.host, place.lab)
            try await place.add()
            try await place.makeOrdinaryUser("ops")
            let words = ["host", "add", "h1", "--identity", host.operatorKey.path, "--login"]
            let agent = try await host.output("cat \(place.root)/run/agent.lock \(place.root)/agent.json")
            for (arguments, sentence) in [
                (["ops"], "runs as root, and ops is neither root"),
                (["ops", "--mode", "user"], "--mode user would leave"),
                (["root", "--root", "/srv/agent"], "--root /srv/agent would leave"),
                (["root", "--mode", "user"], "runs under \(place.root)"),
            ] {
                let refused = try await lab.run(words + arguments)
                #expect(refused.status == 1 && refused.errors.contains(sentence), "\(refused.errors)")
            }
            #expect(try await host.shell("test -e /home/ops/lessor-agent || test -e /srv/agent").status == 1)
            #expect(try await host.output("cat \(place.root)/run/agent.lock \(place.root)/agent.json") == agent)
            let again = try await lab.run(words + ["root"])
            #expect(again.status == 0, "\(again.errors)")
            #expect(try await lab.run("host", "show", "h1").output.contains("0 of 100 used"))
        }
    }

    @Test func `a login that may become root without a password installs as root does`() async throws {
        try Requirement.program("/usr/bin/sudo", package: "sudo")
        try await withPrivilegedHost { place in
            let (host, lab) = (place.host, place.lab)
            try await place.makeOrdinaryUser("ops")
            _ = try await host.output(
                "echo 'ops ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/ops && chmod 440 /etc/sudoers.d/ops"
            )
            let login = ["--login", "ops", "--identity", host.operatorKey.path]
            let machine = ["--address", host.address, "--port", "\(host.port)", "--host-key", host.hostKey]
            let added = try await lab.run(["host", "add", "h1", "--slots", "100"] + machine + login)
            #expect(added.status == 0, "\(added.errors)")
            #expect(try await host.output("stat -c %U /proc/$(cat \(place.root)/run/agent.lock)") == "root")
            #expect(try await host.shell("test -e /home/ops/lessor-agent").status == 1)
            try await place.buy(1001)
            try await place.tick()
            #expect(try await place.owner(1001) == "101001:101001")
            let server = try await place.process(1001)
            let upgraded = try await lab.run(["host", "upgrade", "h1"] + login)
            #expect(upgraded.status == 0, "\(upgraded.output)\(upgraded.errors)")
            try await place.tick()
            #expect(try await place.process(1001) == server)
        }
    }

    @Test func `a machine is leased by one installation, until another takes it over`() async throws {
        try await withPrivilegedHost { place in
            let (host, other) = (place.host, try await TemporaryLab())
            try await place.add()
            try await place.tick()
            // Under another name of the same books, which know its key; and by another installation under the same name.
            var twin = place
            twin.name = "h2"
            let known = try await twin.tryToAdd("--root", "/srv/agent")
            #expect(known.status == 1 && known.errors.contains("is host h1 of these books already"), "\(known.errors)")
            let rival = PrivilegedHost(host: host, lab: other)
            let refused = try await rival.tryToAdd()
            #expect(
                refused.status == 1 && refused.errors.contains("leased by another installation"),
                "\(refused.errors)"
            )
            #expect(refused.errors.contains("--take-over"))
            let unsure = try await rival.tryToAdd("--take-over")
            #expect(unsure.status == 1 && unsure.errors.contains("--yes"), "\(unsure.errors)")
            try await place.tick()

            let taken = try await rival.tryToAdd("--take-over", "--yes")
            #expect(taken.status == 0, "\(taken.errors)")
            try await rival.tick()
            // The other's key opens nothing any more; and if it did, the agent says whose it is.
            #expect(try await place.lab.run("host", "check", "h1").errors.contains("does not let the key"))
            let keys = "\(place.root)/gate/.ssh/authorized_keys"
            let key = try String(contentsOfFile: place.lab.state + "/controller-key.pub", encoding: .utf8)
            _ = try await host.output(
                "sed -n '1s/ssh-ed25519.*//p' \(keys) | tr -d '\\n' > /root/line; echo '\(key)' >> /root/line; cat /root/line >> \(keys)"
            )
            for words in [["host", "check", "h1"], ["host", "import", "h1"]] {
                let foreign = try await place.lab.run(words)
                #expect(foreign.status == 69 && foreign.errors.contains("as its host h1, and nothing was sent"))
            }
            #expect(try await place.lab.run("tick").output.contains("leased by another installation"))
        }
    }

    /// Says what is true of a host without systemd.
    private func expectCheck(_ lab: TemporaryLab) async throws {
        let check = try await lab.run("host", "check", "h1", "--format", "json")
        #expect(check.status == 2, "\(check.errors)")
        let findings = try JSON.parse(check.output) as? [[String: Any]] ?? []
        let holds = Dictionary(uniqueKeysWithValues: findings.map { ($0["check"] as? String, $0["holds"] as? Bool) })
        for name in [
            "own-user-per-server", "private-directories", "no-new-privileges", "private-tmp", "/usr/sbin/murmurd",
        ] {
            #expect(holds[name] == true, "\(name)")
        }
        // Only what is in the price list has to be there.
        #expect(!holds.keys.contains("/usr/games/bzfs"))
        for name in ["systemd", "starts-at-boot", "read-only-system"] {
            #expect(holds[name] == false, "\(name)")
        }
    }
}
