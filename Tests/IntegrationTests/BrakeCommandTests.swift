import Foundation
import TestSupport
import Testing

/// The brakes on a real host with real servers and the real command.
@Suite(.timeLimit(.minutes(15))) struct BrakeCommandTests {
    @Test func `too many stops at once wait for a person, a start goes on, and a release lets exactly these go`()
        async throws
    {
        try await withFleet { fleet in
            let lab = fleet.lab
            let settings = "brakeMinimum: 1\nbrakePercent: 20\n"
            try settings.write(toFile: lab.state + "/settings.yaml", atomically: true, encoding: .utf8)
            #expect(try await fleet.add("h1").status == 0)
            for number in 1001...1003 {
                try await lab.openClient(number)
                try await fleet.pay(for: number)
            }
            try await fleet.settle()
            // One of three is no mass.
            #expect(try await lab.run("server", "stop", "srv-1001").status == 0)
            try await fleet.settle()
            #expect(try await fleet.processes(of: "srv-1001", on: "h1").isEmpty)

            for server in ["srv-1002", "srv-1003"] { #expect(try await lab.run("server", "stop", server).status == 0) }
            #expect(try await lab.run("server", "start", "srv-1001").status == 0)
            let held = try await lab.run("tick")
            #expect(held.status == 2 && held.output.contains("2 of 3 servers would be stopped (2)"), "\(held.output)")
            for number in 1001...1003 {
                #expect(try await !fleet.processes(of: "srv-\(number)", on: "h1").isEmpty, "srv-\(number)")
            }
            #expect(try await lab.run("status").output.contains("lessor brake release mass"))
            let metrics = try String(contentsOfFile: lab.state + "/status/lessor.prom", encoding: .utf8)
            #expect(metrics.contains("lessor_brake{kind=\"mass\"} 1"), "\(metrics)")
            let listed = try await lab.run("brake", "list").output
            #expect(listed.contains("srv-1002  h1    stop") && !listed.contains("srv-1001"), "\(listed)")

            #expect(try await lab.run("brake", "release", "clock", "--yes").status == 66)
            #expect(try await lab.run("brake", "release", "mass", "--yes").status == 0)
            #expect(try await lab.run("ledger", "actions").output.contains("brake release"))
            try await fleet.settle()
            #expect(try await fleet.processes(of: "srv-1002", on: "h1").isEmpty)
            #expect(try await fleet.processes(of: "srv-1003", on: "h1").isEmpty)
            #expect(try await !fleet.processes(of: "srv-1001", on: "h1").isEmpty)
            #expect(try await lab.run("brake").output.contains("No brake is on."))
        }
    }

    @Test func `restored books destroy nothing, whoever notices first, until a person lets them`() async throws {
        try await withFleet { fleet in
            let lab = fleet.lab
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.buyServer()
            let copy = lab.folder.path + "/copy.db"
            let backup = try await LessorProgram.execute([
                "python3", "-c",
                "import sqlite3, sys; sqlite3.connect(sys.argv[1]).backup(sqlite3.connect(sys.argv[2]))",
                lab.state + "/lessor.db", copy,
            ])
            try #require(backup.status == 0, "\(backup.errors)")
            // Things happen that the copy does not know.
            for name in ["One", "Two"] {
                #expect(try await lab.run("server", "set", "srv-1001", "name=\(name)").status == 0)
            }
            #expect(try await lab.run("account", "open", "--name", "X", "--email", "x@example.com").status == 0)
            try await fleet.settle()
            try restore(copy, in: lab)
            #expect(try await lab.run("subscription", "terminate", "S-1001", "--signed-in", "--yes").status == 0)
            let held = try await lab.run("tick", "--settle", "5")
            let text = held.output + held.errors
            #expect(held.status == 2 && text.contains("The books look restored from an older copy"), "\(text)")
            #expect(try await !fleet.processes(of: "srv-1001", on: "h1").isEmpty)
            let listed = try await lab.run("brake", "list").output
            #expect(listed.contains("srv-1001  h1"), "\(listed)")
            // Released, the books are in force again, above what the host was told by those that were lost.
            #expect(try await lab.run("brake", "release", "restored", "--yes").status == 0)
            try await fleet.settle()
            #expect(try await fleet.processes(of: "srv-1001", on: "h1").isEmpty)
            let root = try await fleet.root("h1")
            #expect(!FileManager.default.fileExists(atPath: root + "/servers/srv-1001"))
        }
    }

    private func restore(_ copy: String, in lab: TemporaryLab) throws {
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: lab.state + "/lessor.db" + suffix)
        }
        try FileManager.default.removeItem(atPath: lab.state + "/lessor.db")
        try FileManager.default.copyItem(atPath: copy, toPath: lab.state + "/lessor.db")
    }
}
