import Foundation
import Testing
import Wire

@testable import HostAgent

/// Which status files are written when, without a daemon: time is given.
@Suite struct StatusFileTests {
    private let scratch = Scratch()
    private let supervisor: Supervisor
    private let publisher: StatusPublisher

    init() throws {
        let configuration = AgentConfiguration(
            host: "test-host",
            labClock: false,
            programs: [murmurd],
            firstUserID: nil,
            gateGroupID: nil
        )
        scratch.write(String(decoding: try JSONText.encode(configuration), as: UTF8.self), to: "agent.json")
        let root = try AgentRoot(path: scratch.path)
        supervisor = try Supervisor(root: root, chronicle: try Chronicle(root: root))
        publisher = StatusPublisher(root: root)
    }

    private func exist() -> [Bool] { [1, 2].map { scratch.exists("status/servers/srv-\($0).json") } }

    private func field<Value>(_ name: String) throws -> Value? {
        let text = try #require(scratch.read("status/servers/srv-1.json"))
        let file = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        return file?[name] as? Value
    }

    @Test func `a file that was lost comes back in its turn, within five minutes`() throws {
        _ = try supervisor.apply(DesiredHost(servers: [.stopped(1, 1), .stopped(2, 1)]))
        publisher.publish(supervisor, now: 10)
        #expect(exist() == [true, true])
        for number in 1...2 { unlink("\(scratch.path)/status/servers/srv-\(number).json") }
        for turn in 2...31 {
            #expect(exist() != [true, true], "not all with one writing")
            publisher.publish(supervisor, now: Double(turn) * 10)
            if exist() == [true, true] { return }
        }
        Issue.record("\(exist())")
    }

    @Test func `after a writing that failed all are written again`() throws {
        _ = try supervisor.apply(DesiredHost(servers: [.stopped(1, 1), .stopped(2, 1)]))
        mkdir("\(scratch.path)/status/servers/srv-1.json", 0o700)
        publisher.publish(supervisor, now: 10)
        #expect(!scratch.exists("status/host.json"))
        rmdir("\(scratch.path)/status/servers/srv-1.json")
        publisher.publish(supervisor, now: 20)
        #expect(exist() == [true, true] && scratch.exists("status/host.json"))
    }

    @Test func `a new generation and another obstacle are shown, though the state is the same`() throws {
        let now = MachineClock.monotonic()
        _ = try supervisor.apply(DesiredHost(servers: [.stopped(1, 1)]))
        publisher.publish(supervisor, now: now)
        _ = try supervisor.apply(DesiredHost(servers: [.stopped(1, 2)]))
        publisher.publish(supervisor, now: now + 1)
        #expect(try field("desired_generation") == 2)
        // Something that is not the server's own stands where its files belong.
        mkdir("\(scratch.path)/servers/srv-1", 0o700)
        scratch.write("kept", to: "servers/srv-1/file")
        _ = try supervisor.apply(DesiredHost(servers: [.running(1, 3, .mumble(.free(), slots: 5))]))
        publisher.publish(supervisor, now: now + 2)
        let first: String? = try field("problem")
        #expect(first?.contains("does not bear the marker") == true)
        unlink("\(scratch.path)/servers/srv-1/file")
        rmdir("\(scratch.path)/servers/srv-1")
        scratch.write("kept", to: "servers/srv-1")
        supervisor.attend(MachineClock.monotonic() + 60)
        publisher.publish(supervisor, now: now + 3)
        let second: String? = try field("problem")
        #expect(second != nil && second != first)
    }
}
