import Foundation
import LoopbackHosts
import Metering
import TestSupport
import Testing

/// `lessor server relocate` between real hosts with a real server and its files (R7.7-01).
@Suite(.timeLimit(.minutes(15))) struct RelocationTests {
    @Test
    func `R7.7-01 a server moves with its files: it runs on the other host, its client is told, the old one is erased`()
        async throws
    {
        try await withTwoHosts { fleet in
            let file = try await fleet.leave("a file of the client's", of: "srv-1001", on: "h1")
            let before = try await fleet.lab.run("server", "relocate", "srv-1001", "--to", "h2", "--dry-run").output
            #expect(before.contains("10 slots") && before.contains(" on h2"), "\(before)")
            #expect(try await fleet.lab.run("server", "moves").output.contains("No server is moving"))

            #expect(try await fleet.lab.run("server", "relocate", "srv-1001", "--to", "h2").status == 0)
            #expect(try await fleet.lab.run("server", "moves").output.contains("waiting"))
            try await fleet.settle()
            try await fleet.expectMoved(file: file)

            let explained = try await fleet.lab.run("explain", "S-1001").output
            #expect(explained.contains("server moved to \(try await fleet.sshd("h2").address):20000"), "\(explained)")
            #expect(explained.contains("what was left of the server on h1 is erased: Erased"), "\(explained)")
            // Its time is maintenance: the contract demanded nothing while it was between the hosts.
            #expect(explained.contains("maintenance"), "\(explained)")
            let mails = try FileManager.default.contentsOfDirectory(atPath: fleet.lab.state + "/mail")
            #expect(mails.filter { $0.contains("R7.7-01") }.count == 1, "\(mails)")
            // Its old port is in quarantine, its slots are free.
            #expect(try await fleet.lab.run("host", "show", "h1").output.contains(" 0 of 100 used"))
            #expect(try await fleet.lab.run("host", "remove", "h1").status == 0)
        }
    }

    @Test(arguments: HeldMove.phases)
    func `a controller killed while a server is`(phase: String) async throws {
        try await withTwoHosts { fleet in
            let move = try await fleet.hold(phase)
            defer { move.end() }
            move.serve.kill()
            try #require(try await fleet.phase() == phase)
            try await fleet.expectOneAtMost()
            move.release()
            guard phase == "returning" else {
                // For a moment an agent reports what it last saw: the port that was taken until now.
                try await eventually("all is well again") {
                    try await fleet.lab.run("tick", "--settle", "120").status == 0
                }
                return try await fleet.expectMoved(file: move.file)
            }
            let tick = try await fleet.lab.run("tick", "--settle", "120")
            #expect(tick.status == 2 && tick.output.contains("An operator called it off"), "\(tick.output)")
            try await fleet.expectStayed(file: move.file)
        }
    }

    @Test(arguments: HeldMove.phases)
    func
        `a move called off leaves exactly one, with its files, where it was, and nothing on the other host, while it is`(
            phase: String
        ) async throws
    {
        try await withTwoHosts { fleet in
            let move = try await fleet.hold(phase)
            defer { move.end() }
            #expect(try await fleet.lab.run("server", "relocate", "srv-1001", "--abort").status == 0)
            // On the other host its port stays taken: it is not by coming up there that it ends.
            move.thaw()
            try await eventually("the move is over") {
                try await fleet.expectOneAtMost()
                let now = try await fleet.phase()
                return now == nil || now == "failed"
            }
            move.serve.kill()
            move.release()
            let tick = try await fleet.lab.run("tick", "--settle", "120")
            if phase != "waiting" { #expect(tick.output.contains("An operator called it off"), "\(tick.output)") }
            try await fleet.expectStayed(file: move.file)
            // A person took note; then it is over.
            if phase != "waiting" {
                #expect(try await fleet.lab.run("server", "relocate", "srv-1001", "--abort").status == 0)
            }
            try await fleet.settle()
            #expect(try await fleet.phase() == nil)
        }
    }

    @Test func `R7.7-01 AMB-35: the time in which it has yet to come up on the other host is maintenance too`()
        async throws
    {
        try await withTwoHosts { fleet in
            let move = try await fleet.hold("proving")
            defer { move.end() }
            move.serve.kill()
            let held = try await fleet.lab.run("hold", "list").output
            #expect(held.contains("move of srv-1001 from h1"), "\(held)")
            // Its reference has blanks: the command is to be copied.
            let shown = try await fleet.lab.run("subscription", "show", "S-1001").output
            #expect(shown.contains("--reference 'move of srv-1001 from h1'"), "\(shown)")
            let again = try await fleet.lab.run("server", "relocate", "srv-1001")
            #expect(again.status == 1 && again.errors.contains("server relocate srv-1001 --abort"), "\(again.errors)")
            try fleet.letTimePass(seconds: 600)
            move.release()
            try await fleet.settle()
            try await fleet.expectMoved(file: move.file)
            try fleet.letTimePass(seconds: 300)
            try await fleet.settle()
            let month = try fleet.month()
            #expect(month[.maintenance] == 600 && month[.up] == 300 && month[.down] ?? 0 == 0, "\(month)")
            #expect(try await fleet.lab.run("hold", "list").output.contains("move of srv-1001") == false)
        }
    }

    @Test func `files that were half carried when the other host was cut off are carried on when it is back`()
        async throws
    {
        try await withTwoHosts { fleet in
            let (file, serve) = try await fleet.beginToCarry()
            defer { serve.kill() }
            try await fleet.sshd("h2").stop()
            if let agent = try await fleet.agent("h2") { kill(agent, SIGKILL) }
            try await eventually("the host is missed") {
                try await fleet.lab.run("host", "list").output.contains("unreachable")
            }
            #expect(try await fleet.processes(of: "srv-1001", on: "h2").isEmpty)
            try await fleet.restart("h2")
            try await eventually("it has moved") {
                try await fleet.expectOneAtMost()
                return try await fleet.phase() == nil
            }
            serve.kill()
            try await fleet.settle()
            try await fleet.expectMoved(file: file)
        }
    }

    @Test func `a server that does not come up on the other host goes back, with its files`() async throws {
        try await withTwoHosts { fleet in
            let file = try await fleet.leave("a file of the client's", of: "srv-1001", on: "h1")
            // That host may not start the program.
            let agent = try await URL(filePath: fleet.root("h2") + "/agent.json")
            let text = try String(contentsOf: agent, encoding: .utf8).replacing(
                "/usr/sbin/murmurd",
                with: "/usr/sbin/other"
            )
            try Data(text.utf8).write(to: agent)
            if let daemon = try await fleet.agent("h2") { kill(daemon, SIGTERM) }
            #expect(try await fleet.lab.run("server", "relocate", "srv-1001", "--to", "h2").status == 0)
            let tick = try await fleet.lab.run("tick", "--settle", "120")
            #expect(tick.status == 2 && tick.output.contains("srv-1001 did not come up on h2"), "\(tick.output)")
            try await fleet.expectStayed(file: file)
            #expect(try await fleet.lab.run("server", "list").output.contains("did not come up on h2"))
        }
    }

    @Test func `a drained host's servers all move, and what cannot be moved says why`() async throws {
        try await withTwoHosts { fleet in
            try await fleet.lab.openClient(1002)
            try await fleet.pay(for: 1002)
            try await fleet.settle()
            #expect(try await !fleet.processes(of: "srv-1002", on: "h1").isEmpty)
            for command in [["host", "drain", "h1", "--dry-run"], ["host", "drain", "h1"], ["host", "drain", "h1"]] {
                let told = try await fleet.lab.run(command)
                #expect(told.status == 0 && told.output.contains("srv-1001  to "), "\(told.output)")
                #expect(told.output.contains("srv-1002  to "), "\(told.output)")
            }
            try await fleet.settle()
            for server in ["srv-1001", "srv-1002"] {
                #expect(try await !fleet.processes(of: server, on: "h2").isEmpty)
                #expect(try await fleet.processes(of: server, on: "h1").isEmpty)
            }
            #expect(try await fleet.lab.run("host", "list").output.contains("drained"))
            let nowhere = try await fleet.lab.run("server", "relocate", "srv-1001")
            #expect(nowhere.status == 1 && nowhere.errors.contains("h1 is drained"), "\(nowhere.errors)")
            #expect(try await fleet.lab.run("ledger", "verify").status == 0)
        }
    }
}
