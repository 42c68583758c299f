import Foundation
import TestSupport
import Testing

/// `lessor host drain` and `resume` on real hosts.
@Suite struct DrainTests {
    @Test func `a drained host keeps the server that no other can take, and gets no new one`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.buyServer()
            let before = try await fleet.processes(of: "srv-1001", on: "h1")
            #expect(try await fleet.lab.run("host", "drain", "h1", "--to", "h9").status == 66)
            #expect(try await !fleet.lab.run("host", "list").output.contains("drain"))
            let stuck = try await fleet.lab.run("host", "drain", "h1")
            #expect(stuck.status == 2 && stuck.output.contains("h1 is drained"), "\(stuck.output)")
            #expect(stuck.errors.contains("1 server cannot be moved now"), "\(stuck.errors)")
            let kept = try await fleet.lab.run("host", "drain", "h1", "--keep-servers")
            #expect(kept.status == 0 && kept.output.contains("it keeps 1 server"), "\(kept.output)")
            #expect(try await fleet.add("h1").status == 0)
            #expect(try await fleet.lab.run("host", "list").output.contains("draining"))
            #expect(try await fleet.lab.run("host", "show", "h1").output.contains("draining"))
            #expect(try await fleet.lab.run("status").output.contains("1 drained"))
            try await fleet.lab.openClient(1002)
            try await fleet.pay(for: 1002)
            let full = try await fleet.lab.run("tick")
            #expect(full.status == 2 && full.output.contains("h1 is drained"), "\(full.output)")
            let published = try String(contentsOfFile: fleet.lab.state + "/status/fleet.json", encoding: .utf8)
            #expect(published.contains("\"drained\" : true"), "\(published)")
            #expect(try await fleet.lab.run("host", "resume", "h1").status == 0)
            #expect(try await fleet.lab.run("tick").status == 0)
            #expect(try await !fleet.processes(of: "srv-1002", on: "h1").isEmpty)
            #expect(try await fleet.processes(of: "srv-1001", on: "h1") == before)
            #expect(try await fleet.lab.run("host", "drain", "h9").status == 66)
        }
    }
}
