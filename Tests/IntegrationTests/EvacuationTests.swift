import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// `lessor host evacuate`: a person gives a host up; what it had begins anew elsewhere and is fenced off there.
@Suite(.timeLimit(.minutes(10))) struct EvacuationTests {
    @Test
    func
        `a host that was only cut off stops what it still runs as soon as it is back, and keeps it until a person decides`()
        async throws
    {
        try await withTwoHosts { fleet in
            let answers = try await fleet.lab.run("host", "evacuate", "h1", "--yes")
            #expect(answers.status == 1 && answers.errors.contains("host drain h1"), "\(answers.errors)")
            // Nobody is asked what is not done anyway.
            let unasked = try await fleet.evacuate("h1", typing: "h1")
            #expect(unasked.status == 1 && !unasked.errors.contains("Type h1"), "\(unasked.errors)")
            try await fleet.sshd("h1").stop()
            let mistyped = try await fleet.evacuate("h1", typing: "h2")
            #expect(mistyped.status == 1 && mistyped.errors.contains("Nothing was changed"), "\(mistyped.errors)")
            let given = try await fleet.evacuate("h1", typing: "h1")
            #expect(
                given.status == 0 && given.output.contains("1 server begins anew"),
                "\(given.output)\(given.errors)"
            )
            _ = try await fleet.lab.run("tick", "--settle", "120")
            try await fleet.expectReplaced()
            // Nobody can reach it there.
            #expect(try await !fleet.processes(of: "srv-1001", on: "h1").isEmpty)
            #expect(try await fleet.lab.run("host", "remove", "h1").errors.contains("srv-1001"))

            try await fleet.restart("h1")
            try await fleet.settle()
            #expect(try await fleet.processes(of: "srv-1001", on: "h1").isEmpty)
            let left = try await fleet.lab.run("server", "moves").output
            #expect(left.contains("kept") && left.contains("stopped"), "\(left)")
            #expect(try await fleet.lab.run("server", "discard", "srv-1001", "--on", "h2", "--yes").status == 1)
            // Nobody can say of a machine that answers that it is gone.
            let living = try await fleet.lab.run("host", "remove", "h1", "--lost", "--yes")
            #expect(living.status == 1 && living.errors.contains("Host h1 answers"), "\(living.errors)")
            let discard = ["server", "discard", "srv-1001", "--on", "h1", "--yes", "--format", "json"]
            let discarded = try JSON.parse(try await fleet.lab.run(discard).output) as? [String: String]
            #expect(discarded == ["server": "srv-1001", "host": "h1"])
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
            let file = try await fleet.leave("a file of the client's", of: "srv-1001", on: "h1")
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
            try await eventually("it is fenced off") {
                try await fleet.expectOneAtMost()
                return try await fleet.lab.run("server", "moves").output.contains("kept   stopped")
            }
            serve.kill()
            try await fleet.settle()
            try await fleet.expectReplaced()

            // Its client's data is there again: they go back to it, and what was made meanwhile is kept in turn.
            let restored = try await fleet.lab.run("server", "restore", "srv-1001", "--from", "h1", "--format", "json")
            let move = try JSON.parse(restored.output) as? [String: Any]
            #expect(move?["server"] as? String == "srv-1001" && move?["from"] as? String == "h1", "\(restored)")
            #expect(move?["phase"] as? String == "returning", "\(restored)")
            try await fleet.settle()
            try await fleet.expectRestored(file)
            #expect(try await fleet.lab.run("server", "moves").output.contains("h2"))
            #expect(try await fleet.lab.run("host", "remove", "h2").errors.contains("srv-1001"))
        }
    }

    @Test func `a machine that is lost for good leaves the books with what was on it`() async throws {
        try await withTwoHosts { fleet in
            try await fleet.cutPower("h1")
            _ = try await fleet.lab.run("tick", "--settle", "5")
            for words in [["list"], ["show", "srv-1001"]] {
                let shown = try await fleet.lab.run(["server"] + words).output
                #expect(shown.contains("unknown since") && shown.contains("(up before)"), "\(shown)")
            }
            let json = try await fleet.lab.run("server", "show", "srv-1001", "--format", "json").output
            let view = try #require(try JSON.parse(json) as? [String: Any])
            #expect(view["observed"] as? String == "unknown" && view["lastSeen"] as? String == "up")
            #expect(view["unknownSince"] as? String != nil && view["players"] == nil)
            // A lab's clock stands still: some of the dead time must pass.
            #expect(try await fleet.lab.run("clock", "advance", "2h").status != 64)
            #expect(try await fleet.lab.run("host", "remove", "h1", "--lost", "--yes").errors.contains("host evacuate"))
            #expect(try await fleet.lab.run("host", "evacuate", "h1", "--yes").status == 0)
            #expect(try await fleet.lab.run("server", "list").output.contains("running   down"))
            _ = try await fleet.lab.run("tick", "--settle", "120")
            #expect(try await fleet.lab.run("host", "remove", "h1").status == 1)
            #expect(try await fleet.lab.run("host", "remove", "h1", "--lost", "--yes").status == 0)
            try await fleet.settle()
            try await fleet.expectReplaced()
            let story = try await fleet.lab.run("explain", "S-1001").output
            #expect(story.contains("the machine and its disks are gone"), "\(story)")
            #expect(story.contains("h1 is lost with all that was on it"), "\(story)")
            let verified = try await fleet.lab.run("ledger", "verify")
            #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
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

    @Test func `the only host comes back, and the server that found no other runs there again with its files`()
        async throws
    {
        try await withFleet { fleet in
            try await fleet.giveUpTheOnlyHost()
            try await fleet.bringBack("h1")
            #expect(try await fleet.lab.run("host", "resume", "h1").status == 0)
            let told = try await fleet.lab.run("tick", "--settle", "20")
            #expect(told.output.contains("lessor server restore srv-1001 --from h1"), "\(told.output)")
            let restored = try await fleet.lab.run("server", "restore", "srv-1001", "--from", "h1")
            #expect(restored.status == 0, "\(restored.errors)")
            try await fleet.settle()
            try await fleet.expectRunsAtHome()
            #expect(try await fleet.processes(of: "srv-1001", on: "h1").count >= 1)
        }
    }

    @Test func `the only host comes back, and the server begins anew on it when a person discards what was left`()
        async throws
    {
        try await withFleet { fleet in
            try await fleet.giveUpTheOnlyHost()
            let file = try await fleet.leave("a file of the client's", of: "srv-1001", on: "h1")
            try await fleet.bringBack("h1")
            let discarded = try await fleet.lab.run("server", "discard", "srv-1001", "--on", "h1", "--yes")
            #expect(
                discarded.status == 0 && discarded.output.contains("lessor host resume h1"),
                "\(discarded.output)\(discarded.errors)"
            )
            #expect(try await fleet.lab.run("host", "resume", "h1").status == 0)
            try await fleet.settle()
            try await fleet.expectRunsAtHome()
            let left = try await fleet.root("h1") + "/\(file.path)"
            #expect(!FileManager.default.fileExists(atPath: left))
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

    /// Evacuates `h1`, where there is no other host.
    fileprivate func giveUpTheOnlyHost() async throws {
        #expect(try await add("h1").status == 0)
        try await buyServer()
        try await cutPower("h1")
        #expect(try await lab.run("host", "evacuate", "h1", "--yes").status == 0)
        #expect(try await lab.run("tick", "--settle", "5").status == 2)
        let status = try await lab.run("status").output
        #expect(status.contains("paid and is down") && status.contains("keeps files of srv-1001"), "\(status)")
    }

    /// The machine is on again: its agent starts with the first word of the controller, and stops what is not its own.
    fileprivate func bringBack(_ host: String) async throws {
        try await restart(host)
        _ = try await lab.run("tick", "--settle", "60")
        let left = try await lab.run("server", "moves").output
        #expect(left.contains("kept   stopped"), "\(left)")
        let status = try await lab.run("status").output
        #expect(status.contains("lessor server restore srv-1001 --from h1"), "\(status)")
    }

    fileprivate func expectRunsAtHome() async throws {
        #expect(try await !processes(of: "srv-1001", on: "h1").isEmpty)
        let shown = try await lab.run("server", "show", "srv-1001").output
        #expect(shown.contains("seen      up") && shown.contains("h1"), "\(shown)")
        #expect(try await phase() == nil)
        let verified = try await lab.run("ledger", "verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }

    /// Everything on the host is gone at once; its disk stays.
    fileprivate func cutPower(_ host: String) async throws {
        try await sshd(host).stop()
        let left = try await processes(of: "srv-1001", on: host) + [agent(host)].compactMap(\.self)
        for process in left { kill(process, SIGKILL) }
        try await eventually("nothing runs on it") { try await self.processes(of: "srv-1001", on: host).isEmpty }
    }

    fileprivate func expectReplaced() async throws {
        #expect(try await !processes(of: "srv-1001", on: "h2").isEmpty)
        let shown = try await lab.run("server", "show", "srv-1001").output
        #expect(shown.contains("seen      up") && shown.contains("h2"), "\(shown)")
    }

    fileprivate func expectRestored(_ file: KeptFile) async throws {
        #expect(try await !processes(of: "srv-1001", on: "h1").isEmpty)
        #expect(try await processes(of: "srv-1001", on: "h2").isEmpty)
        #expect(try await String(contentsOfFile: root("h1") + "/\(file.path)", encoding: .utf8) == file.text)
        let shown = try await lab.run("server", "show", "srv-1001").output
        #expect(shown.contains("seen      up") && shown.contains("h1"), "\(shown)")
        let verified = try await lab.run("ledger", "verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }

    fileprivate func expectErasedBehind() async throws {
        #expect(try await processes(of: "srv-1001", on: "h1").isEmpty)
        #expect(try await FileManager.default.contentsOfDirectory(atPath: root("h1") + "/servers").isEmpty)
        let verified = try await lab.run("ledger", "verify")
        #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    }
}
