import Foundation
import LoopbackHosts
import Testing

/// A move of `srv-1001` from `h1` to `h2` that stands still in a phase, until it is let go: whatever a test does then happens in
/// that phase and in no other.
final class HeldMove {
    static let phases = ["waiting", "carrying", "proving", "returning"]

    let file: LoopbackFleet.KeptFile
    let serve: ServeProcess
    private let agent: Int32
    private var thief: [HeldPort] = []

    fileprivate init(file: LoopbackFleet.KeptFile, serve: ServeProcess, agent: Int32) {
        self.file = file
        self.serve = serve
        self.agent = agent
    }

    deinit { end() }

    /// The other host's agent stands still.
    fileprivate func freeze() { kill(agent, SIGSTOP) }

    func thaw() { kill(agent, SIGCONT) }

    /// Takes the server's port on the other host, so that it cannot come up there.
    fileprivate func take(_ address: String, port: UInt16) throws {
        for kind in [SOCK_DGRAM, SOCK_STREAM] { thief.append(try HeldPort(kind, address: address, port: port)) }
    }

    /// Nothing keeps it any more.
    func release() {
        thief = []
        thaw()
    }

    func end() {
        release()
        serve.kill()
    }
}

extension LoopbackFleet {
    /// Has a controller begin the move, and keeps it in that phase.
    func hold(_ phase: String) async throws -> HeldMove {
        let file = try await leave(String(repeating: "0123456789abcdef", count: 1 << 18), of: "srv-1001", on: "h1")
        let move = HeldMove(file: file, serve: try ServeProcess(lab), agent: try #require(try await agent("h2")))
        try await eventually("the controller listens") { move.serve.hasStarted }
        if phase == "waiting" {
            move.freeze()
            // Until a visit waits for that host, which then has no room for anybody.
            try await Task.sleep(for: .seconds(3))
        }
        #expect(try await lab.run("server", "relocate", "srv-1001", "--to", "h2").status == 0)
        if phase != "waiting" {
            try await eventually("some of it has arrived") { try await self.hasBegunToArrive("srv-1001", on: "h2") }
            move.freeze()
            try #require(try await self.phase() == "carrying")
        }
        if phase == "proving" || phase == "returning" {
            try move.take(try await sshd("h2").address, port: 20_000)
            move.thaw()
            try await eventually("it is to come up there") { try await self.phase() == "proving" }
            try await eventually("it is started there") { try await !self.processes(of: "srv-1001", on: "h2").isEmpty }
        }
        if phase == "returning" {
            move.freeze()
            #expect(try await lab.run("server", "relocate", "srv-1001", "--abort").status == 0)
        }
        try #require(try await self.phase() == phase)
        return move
    }
}
