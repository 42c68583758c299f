import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent

@Suite(.timeLimit(.minutes(5)))
struct FullDiskTests {
    /// A small file system of its own, in memory.
    private func mountSmall(_ path: String) -> Bool {
        Child(["/bin/mount", "-t", "tmpfs", "-o", "size=64k,mode=0700", "lessor-test", path]).wait() == 0
    }

    private func unmount(_ path: String) { _ = Child(["/bin/umount", "-l", path]).wait() }

    private func fill(_ path: String) {
        let descriptor = open("\(path)/filler", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        _ = ByteStream.writeAll([UInt8](repeating: 0, count: 1 << 20), to: descriptor)
        close(descriptor)
    }

    @Test func `a full disk is told, nothing is claimed beyond it, and records follow when there is room`() async throws
    {
        try Requirement.root(for: "mounting a small disk")
        let agent = try TestAgent()
        mkdir("\(agent.path)/state", 0o700)
        try #require(mountSmall("\(agent.path)/state"))
        defer { unmount("\(agent.path)/state") }
        try agent.start()
        try agent.apply(.running(1, 1, .mumble(.free(), slots: 5, patience: 1500)))
        let up = try await agent.wait(1) { $0.state == .up }
        fill("\(agent.path)/state")
        let journal = try #require(agent.scratch.read("state/journal"))

        guard case .refused(let refusal) = try agent.ask(.apply(DesiredHost(servers: [.stopped(1, 2)]))) else {
            Issue.record("a desired state that could not be kept was taken")
            return
        }
        #expect(refusal.reason == .failed && refusal.message.contains("No space left"))
        #expect(try agent.server(1).state == .up)

        // The journal may have room left in its last page; take that too, by letting the server crash until it is full.
        kill(try #require(up.processID), SIGSTOP)
        let hung = try await agent.wait(1) { $0.state == .unresponsive }
        let report = try agent.report()
        if report.records.last?.kind == .up {
            #expect(hung.problem != nil)
            #expect(report.observedThrough <= hung.since)
            #expect(agent.scratch.read("state/journal") == journal)
        }
        unlink("\(agent.path)/state/filler")
        kill(try #require(up.processID), SIGCONT)
        try await agent.wait(1) { $0.state == .up && $0.problem == nil }
        #expect(try agent.classes(1) == [.down, .up, .down, .up])
    }

    @Test func `a status file that cannot be written stays whole`() async throws {
        try Requirement.root(for: "mounting a small disk")
        let agent = try TestAgent()
        mkdir("\(agent.path)/status", 0o700)
        try #require(mountSmall("\(agent.path)/status"))
        defer { unmount("\(agent.path)/status") }
        try agent.start()
        fill("\(agent.path)/status")
        let old = try #require(agent.scratch.read("status/lessor.prom"))
        try agent.apply(.running(1, 1, .mumble(.free(), slots: 5)))
        try await agent.wait(1) { $0.state == .up }
        try await agent.wait("the agent has tried to write") {
            agent.scratch.read("daemon.log")?.contains("status files: ") == true
        }
        #expect(agent.scratch.read("status/lessor.prom") == old)
        unlink("\(agent.path)/status/filler")
        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        try await agent.wait("the metrics tell of the stop") {
            agent.scratch.read("status/lessor.prom")?.contains(
                #"lessor_agent_server_state{server="srv-1",state="stopped"} 1"#
            )
                == true
        }
        let metrics = agent.scratch.read("status/lessor.prom")
        #expect(metrics?.contains(#"lessor_agent_server_up{server="srv-1"} 0"#) == true)
    }
}
