import Foundation
import Probing
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// What an agent tells of processes and ports that are not as it left them.
@Suite(.timeLimit(.minutes(5)))
struct FindingTests {
    @Test func `a process of a server's user that is not of the server is told, with its number`() async throws {
        try Requirement.root(for: "giving each server a user of its own")
        let first = UInt32.random(in: 40_000...50_000)
        let agent = try TestAgent(firstUserID: first)
        try agent.start()
        try agent.apply(.running(7, 1, .mumble(.free(), slots: 5)))
        let up = try await agent.wait(7) { $0.state == .up }
        #expect(try agent.report().findings == [])

        let user = String(first + 7)
        let stray = Child([
            "/usr/bin/setpriv", "--reuid", user, "--regid", user, "--clear-groups", "/bin/sleep", "1000",
        ])
        try await agent.wait("the stray process is told") { try !(agent.report().findings ?? []).isEmpty }
        let found = try #require(try agent.report().findings?.first)
        #expect(found.kind == .unknownProcess && found.server == "srv-7")
        #expect(
            found.evidence.hasPrefix("Process \(stray.processID) (sleep) runs as user \(user)"),
            "\(found.evidence)"
        )

        // It is evidence and no more: neither is touched.
        #expect(ProcessTable.entry(stray.processID)?.dead == false)
        #expect(try agent.server(7).processID == up.processID)
        kill(stray.processID, SIGKILL)
        _ = stray.wait()
        try await agent.wait("it is forgotten") { try agent.report().findings == [] }

        // A server that outlives its agent is none.
        agent.killDaemon()
        try agent.start()
        try await agent.wait(7) { $0.state == .up && $0.processID == up.processID }
        #expect(try agent.report().findings == [])
    }

    @Test func `a port of a server that another process holds is told, whether the server runs or not`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let place = Place.free()
        let squatter = try Squatter(place)
        try agent.apply(.running(1, 1, .mumble(place, slots: 5)))
        try await agent.wait("the holder is told") { try agent.report().findings?.first?.kind == .wrongPortOwner }
        let found = try #require(try agent.report().findings?.first)
        try await agent.wait("the status file tells it") {
            agent.scratch.read("status/host.json")?.contains(#""kind":"wrongPortOwner""#) == true
        }
        let schema = try StatusTests.schema("agent-host")
        #expect(try schema.faults(in: Data(try #require(agent.scratch.read("status/host.json")).utf8)).isEmpty)
        let metrics = try #require(agent.scratch.read("status/lessor.prom"))
        #expect(metrics.contains(#"lessor_agent_findings{kind="wrongPortOwner"} 1"#))
        #expect(
            found.server == "srv-1" && found.evidence.contains("held by process \(getpid()) ("),
            "\(found.evidence)"
        )

        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        try await agent.wait("it is told of a stopped server too") {
            try agent.report().findings?.map(\.kind) == [.wrongPortOwner]
        }
        squatter.leave()
        try await agent.wait("it is forgotten") { try agent.report().findings == [] }
    }

    @Test func `children, their sessions and nobody else are below a process`() {
        #expect(ProcessTable.isBelow(getpid(), getpid()))
        let child = Child(["/usr/bin/setsid", "/bin/sh", "-c", "echo; exec sleep 1000"])
        _ = child.readLine()
        #expect(ProcessTable.isBelow(child.processID, getpid()))
        #expect(!ProcessTable.isBelow(getpid(), child.processID))
        #expect(!ProcessTable.isBelow(1, getpid()))
    }

    /// Holds a place's TCP port.
    private final class Squatter {
        private var descriptor: Int32

        init(_ place: Place) throws {
            let address = try #require(NumericAddress(place.address))
            descriptor = socket(address.family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            try #require(address.withSocketAddress(port: place.port) { bind(descriptor, $0, $1) } == 0)
            try #require(listen(descriptor, 1) == 0)
        }

        deinit { leave() }

        func leave() {
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }
}
