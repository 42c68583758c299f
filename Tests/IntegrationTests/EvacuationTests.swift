import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// `lessor host evacuate`: a person gives a host up; what it had begins anew elsewhere and is fenced off there.
@Suite(.timeLimit(.minutes(10))) struct EvacuationTests {
    @Test
    func `a host that was only cut off stops what it still runs as soon as it is back, and erases it`() async throws {
        try await withTwoHosts { fleet in
            let answers = try await fleet.lab.run("host", "evacuate", "h1", "--yes")
            #expect(answers.status == 1 && answers.errors.contains("host drain h1 --relocate"), "\(answers.errors)")
            try await fleet.sshd("h1").stop()
            let mistyped = try await fleet.evacuate("h1", typing: "h2")
            #expect(mistyped.status == 1 && mistyped.errors.contains("Nothing was changed"), "\(mistyped.errors)")
            let given = try await fleet.evacuate("h1", typing: "h1")
            #expect(given.status == 0 && given.output.contains("1 server"), "\(given.output)\(given.errors)")
            _ = try await fleet.lab.run("tick", "--settle", "120")
            try await fleet.expectReplaced()
            // Nobody can reach it there.
            #expect(try await !fleet.processes(of: "srv-1001", on: "h1").isEmpty)
            #expect(try await fleet.lab.run("host", "remove", "h1").errors.contains("srv-1001"))

            try await fleet.restart("h1")
            try await fleet.settle()
            try await fleet.expectErasedBehind()
            try await fleet.expectReplaced()
            let mails = try FileManager.default.contentsOfDirectory(atPath: fleet.lab.state + "/mail")
            #expect(mails.filter { $0.contains("R7.7-01") }.count == 1, "\(mails)")
            #expect(try await fleet.lab.run("host", "remove", "h1").status == 0)
        }
    }

    @Test func `a dead machine that comes back starts nothing of what it lost`() async throws {
        try await withTwoHosts { fleet in
            try await fleet.cutPower("h1")
            #expect(try await fleet.lab.run("host", "evacuate", "h1", "--yes").status == 0)
            _ = try await fleet.lab.run("tick", "--settle", "120")
            try await fleet.expectReplaced()
            // It was off for an hour.
            let heard = try await URL(filePath: fleet.root("h1") + "/state/heard")
            try Data("\(Int(Date.now.timeIntervalSince1970) - 3600)".utf8).write(to: heard)

            let serve = try ServeProcess(fleet.lab)
            defer { serve.kill() }
            try await fleet.restart("h1")
            let folder = try await fleet.root("h1") + "/servers"
            try await eventually("what it had is erased") {
                try await fleet.expectOneAtMost()
                return try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty
            }
            serve.kill()
            try await fleet.settle()
            try await fleet.expectErasedBehind()
            try await fleet.expectReplaced()
        }
    }

    @Test func `with no other host they wait for one, and a person is told`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.buyServer()
            try await fleet.cutPower("h1")
            #expect(try await fleet.lab.run("host", "evacuate", "h1", "--yes").status == 0)
            let tick = try await fleet.lab.run("tick", "--settle", "20")
            #expect(tick.status == 2 && tick.output.contains("srv-1001"), "\(tick.output)")
            #expect(try await fleet.lab.run("drift").status == 2)
            #expect(try await fleet.add("h2").status == 0)
            _ = try await fleet.lab.run("tick", "--settle", "120")
            try await fleet.expectReplaced()
        }
    }
}

extension LoopbackFleet {
    /// As a person at a terminal would, who types `words` when asked.
    fileprivate func evacuate(_ host: String, typing words: String) async throws -> LessorProgram.Result {
        let ask = #"printf '%s\n' "$1" | "$2" host evacuate "$3" --state "$4""#
        return try await LessorProgram.execute([
            "/bin/sh", "-c", ask, "sh", words, LessorProgram.lessor, host, lab.state,
        ])
    }

    /// Everything on the host is gone at once; its disk stays.
    fileprivate func cutPower(_ host: String) async throws {
        try await sshd(host).stop()
        let left = try await processes(of: "srv-1001", on: host) + [agent(host)].compactMap(\.self)
        for process in left { kill(process, SIGKILL) }
        try await eventually("nothing runs on it") { try await self.processes(of: "srv-1001", on: host).isEmpty }
    }

    fileprivate func settle() async throws {
        let tick = try await lab.run("tick", "--settle", "120")
        #expect(tick.status == 0, "\(tick.output)\(tick.errors)")
    }

    fileprivate func expectReplaced() async throws {
        #expect(try await !processes(of: "srv-1001", on: "h2").isEmpty)
        let shown = try await lab.run("server", "show", "srv-1001").output
        #expect(shown.contains("seen      up") && shown.contains("h2"), "\(shown)")
    }

    fileprivate func expectErasedBehind() async throws {
        #expect(try await processes(of: "srv-1001", on: "h1").isEmpty)
        #expect(try await FileManager.default.contentsOfDirectory(atPath: root("h1") + "/servers").isEmpty)
        let verified = try await lab.run("ledger", "verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }
}
