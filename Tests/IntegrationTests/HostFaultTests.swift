import Foundation
import LoopbackHosts
import SSH
import TestSupport
import Testing

/// Hosts that are lost, changed or not what they were: one clear sentence, the documented status, and nothing lost.
@Suite(.timeLimit(.minutes(15))) struct HostFaultTests {
    private func fingerprint(_ line: String) throws -> String { try HostKey(line: line).fingerprint }

    @Test func `a wrong host key: both fingerprints are shown and nothing is sent`() async throws {
        try await withFleet { fleet in
            let sshd = try await fleet.sshd("h1")
            let other = try KeyPair.make(in: fleet.lab.folder, name: "other-host")
            let result = try await fleet.add("h1", hostKey: other.publicLine)
            #expect(result.status == 69)
            #expect(result.errors.contains(try fingerprint(other.publicLine)), "\(result.errors)")
            #expect(result.errors.contains(try fingerprint(try sshd.hostKeyLine())), "\(result.errors)")
            #expect(result.errors.contains("nothing was sent"))
            // Not even the user's name reached the host.
            #expect(sshd.log.contains("Connection"))
            #expect(!sshd.log.contains("user \(sshd.user)") && !sshd.log.contains("Accepted"), "\(sshd.log)")
            #expect(try await !FileManager.default.fileExists(atPath: fleet.root("h1")))
            #expect(try await fleet.lab.run("host", "show", "h1").status == 66)
        }
    }

    @Test func `a host key that changed is told by tick and check, and the servers stay as they are`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.buyServer()
            let before = try await fleet.processes(of: "srv-1001", on: "h1")
            let pinned = try fingerprint(try await fleet.sshd("h1").hostKeyLine())
            try await fleet.restart("h1", newHostKeys: true)
            let shown = try fingerprint(try await fleet.sshd("h1").hostKeyLine())
            let tick = try await fleet.lab.run("tick")
            #expect(tick.status == 2)
            #expect(tick.output.contains(pinned) && tick.output.contains(shown), "\(tick.output)")
            let check = try await fleet.lab.run("host", "check", "h1")
            #expect(check.status == 69)
            #expect(check.errors.contains(pinned) && check.errors.contains(shown), "\(check.errors)")
            let server = try await fleet.lab.run("server", "show", "srv-1001").output
            #expect(server.contains("running (generation 1)") && server.contains("h1"), "\(server)")
            #expect(try await fleet.processes(of: "srv-1001", on: "h1") == before)
            #expect(try await fleet.lab.run("ledger", "verify").status == 0)
            // A person who compared the new key pins it; the server was never touched.
            #expect(try await fleet.add("h1").status == 0)
            #expect(try await fleet.lab.run("tick").status == 0)
            #expect(try await fleet.processes(of: "srv-1001", on: "h1") == before)
        }
    }

    @Test func `a controller's key that the host no longer lets in`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.buyServer()
            let before = try await fleet.processes(of: "srv-1001", on: "h1")
            let file = try await fleet.sshd("h1").home.appending(path: ".ssh/authorized_keys")
            try Data("\(fleet.operatorKey.publicLine)\n".utf8).write(to: file)
            let tick = try await fleet.lab.run("tick")
            #expect(tick.status == 2 && tick.output.contains("does not let the key"), "\(tick.output)")
            let check = try await fleet.lab.run("host", "check", "h1")
            #expect(check.status == 69 && check.errors.contains("does not let the key"), "\(check.errors)")
            #expect(try await fleet.processes(of: "srv-1001", on: "h1") == before)
            #expect(try await fleet.add("h1").status == 0)
            #expect(try await fleet.lab.run("tick").status == 0)
        }
    }

    @Test func `a host that is gone is unreachable, and the others go on`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.buyServer()
            // The next server fits on h2 only, so that h1's silence cannot be what keeps it waiting.
            #expect(try await fleet.add("h2").status == 0)
            try await fleet.sshd("h1").stop()
            try await fleet.lab.openClient(1002)
            try await fleet.pay(for: 1002)
            let tick = try await fleet.lab.run("tick")
            #expect(tick.status == 2, "\(tick.output)")
            #expect(tick.output.contains("refused the connection; see whether sshd runs there"), "\(tick.output)")
            let list = try await fleet.lab.run("host", "list").output
            #expect(list.contains("unreachable") && list.contains("answers"), "\(list)")
            let status = try await fleet.lab.run("status").output
            #expect(status.contains("1 unreachable") && status.contains("Wants a person"), "\(status)")
            #expect(try await !fleet.processes(of: "srv-1002", on: "h2").isEmpty)
            #expect(try await fleet.lab.run("host", "check", "h1").status == 69)
            // Nothing was decided from silence: the lost host's server is still demanded there.
            let lost = try await fleet.lab.run("server", "show", "srv-1001").output
            #expect(lost.contains("running") && lost.contains("h1"), "\(lost)")
            try await fleet.restart("h1")
            #expect(try await fleet.lab.run("tick").status == 0)
        }
    }

    @Test func `a host that is silent delays nobody`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1", slots: 10).status == 0)
            #expect(try await fleet.add("h2").status == 0)
            try await fleet.sshd("h1").stop()
            let silent = try await SilentListener(in: fleet.sshd("h1"))
            let serve = try ServeProcess(fleet.lab)
            defer { serve.kill() }
            try await eventually("the dead host is known") {
                try await fleet.lab.run("host", "list").output.contains("unreachable")
            }
            // Each attempt to reach the silent host takes ten seconds, and hardly a moment is without one: a pass that waited for
            // it would take as long.
            let (first, began) = (try passes(of: fleet.lab), ContinuousClock.now)
            try await eventually("ten passes are done") { try passes(of: fleet.lab) >= first + 10 }
            #expect(began.duration(to: .now) < .seconds(60))
            try await fleet.lab.openClient()
            try await fleet.pay(for: 1001)
            try await eventually("the server runs") {
                try await !fleet.processes(of: "srv-1001", on: "h2").isEmpty
            }
            withExtendedLifetime(silent) {}
        }
    }

    /// Each pass publishes once.
    private func passes(of lab: TemporaryLab) throws -> Int {
        let text = try String(contentsOfFile: lab.state + "/status/fleet.json", encoding: .utf8)
        let document = try #require(try JSON.parse(text) as? [String: Any])
        return try #require(document["generation"] as? Int)
    }

    @Test(arguments: [#"{"version":99,"response":{"future":[]}}"#, #"{"version":99}"#])
    func `an agent of another protocol version`(answer: String) async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.buyServer()
            let before = try await fleet.processes(of: "srv-1001", on: "h1")
            let agent = try await fleet.root("h1") + "/bin/lessor-agent"
            try FileManager.default.removeItem(atPath: agent)
            let script = "#!/bin/sh\nwhile read -r frame; do echo '\(answer)'; done\n"
            try Data(script.utf8).write(to: URL(filePath: agent))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: agent)
            let tick = try await fleet.lab.run("tick")
            #expect(tick.status == 2 && tick.output.contains("version 99"), "\(tick.output)")
            #expect(tick.output.contains("run `lessor host upgrade h1`"), "\(tick.output)")
            let check = try await fleet.lab.run("host", "check", "h1")
            #expect(check.status == 69 && check.errors.contains("version 99"), "\(check.errors)")
            #expect(try await fleet.add("h1").status == 0)
            #expect(try await fleet.lab.run("tick").status == 0)
            #expect(try await fleet.processes(of: "srv-1001", on: "h1") == before)
        }
    }

    @Test func `no host with room: the limit that binds is named`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1", slots: 12).status == 0)
            try await fleet.buyServer()
            try await fleet.lab.openClient(1002, slots: 11)
            try await fleet.pay(for: 1002)
            let full = try await fleet.lab.run("tick")
            #expect(full.status == 2)
            #expect(full.output.contains("h1 has 2 of 12 slots free, 11 needed"), "\(full.output)")
            let waiting = try await fleet.lab.run("server", "show", "srv-1002").output
            #expect(waiting.contains("2 of 12 slots free"), "\(waiting)")
            #expect(try await fleet.add("h1", slots: 100, "--ports", "20000-20000").status == 0)
            let ports = try await fleet.lab.run("tick").output
            #expect(ports.contains("h1 has no free set of 2 port(s) in 20000 on any address"), "\(ports)")
            #expect(try await fleet.add("h1").status == 0)
            #expect(try await fleet.lab.run("tick").status == 0)
        }
    }
}
