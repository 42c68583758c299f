import Foundation
import Glibc
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
