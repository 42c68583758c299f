import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent

@Suite(.timeLimit(.minutes(5)))
struct IsolationTests {
    @Test func `each server runs as its own user and no other user reads its directory`() async throws {
        try Requirement.root(for: "giving each server a user of its own")
        let first = UInt32.random(in: 40_000...50_000)
        let agent = try TestAgent(firstUserID: first)
        try agent.start()
        let place = Place.free()
        try agent.apply(.running(7, 1, .mumble(place, slots: 5, prepare: true)))
        let up = try await agent.wait(7) { $0.state == .up }
        let processID = try #require(up.processID)
        var facts = stat()
        #expect(stat("/proc/\(processID)", &facts) == 0 && facts.st_uid == first + 7 && facts.st_gid == first + 7)
        let status = try #require(ByteStream.readText("/proc/\(processID)/status"))
        #expect(status.contains("NoNewPrivs:\t1") && status.contains("Groups:\t \n"))
        let limits = try #require(ByteStream.readText("/proc/\(processID)/limits"))
        #expect(limits.split(separator: "\n").contains { $0.hasPrefix("Max open files            1024") })

        let directory = "\(agent.path)/servers/srv-7"
        #expect(run(as: first + 8, "/bin/cat", "\(directory)/murmur.ini") != 0)
        #expect(run(as: first + 8, "/bin/ls", directory) != 0)
        #expect(run(as: first + 8, "/bin/ls", "\(agent.path)/servers") != 0)
        #expect(run(as: first + 8, "/bin/ls", "\(agent.path)/state") != 0)
        #expect(run(as: first + 7, "/bin/cat", "\(directory)/murmur.ini") == 0)
        // Its own marker is not the server's to remove.
        #expect(run(as: first + 7, "/bin/rm", "-f", "\(directory)/.lessor-server") != 0)
        #expect(run(as: first + 7, "/bin/chmod", "777", directory) != 0)

        guard case .hello(let host) = try agent.ask(.hello) else { throw Unexpected(response: try agent.ask(.hello)) }
        #expect(host.isolation.first { $0.name == "own-user-per-server" }?.holds == true)
        #expect(host.isolation.first { $0.name == "no-new-privileges" }?.holds == true)
        try agent.apply(.absent(7, 2))
        try await agent.wait(7) { $0.state == .absent }
        #expect(try agent.scratch.folder("servers").names().isEmpty)
        guard case .hello(let empty) = try agent.ask(.hello) else { throw Unexpected(response: try agent.ask(.hello)) }
        #expect(!empty.isolation.contains { $0.name == "no-new-privileges" })
    }

    @Test func `a server that runs without a measure is named, and the agent tells whose it is and what can be bound`()
        throws
    {
        let agent = try TestAgent()
        try agent.start()
        guard case .hello(let host) = try agent.ask(.hello) else { throw Unexpected(response: try agent.ask(.hello)) }
        #expect(host.host == "test-host" && host.instance == nil)
        #expect(MachineAddresses(host.addresses)?.lacking(["127.3.2.1", "192.0.2.250"]) == ["192.0.2.250"])

        let server = try #require(ServerName("srv-7"))
        // As every process that nobody shut off.
        let bare = Child(["/bin/sleep", "60"])
        let look = HostLook(root: try AgentRoot(path: agent.path), now: 0, processes: [(server, bare.processID)])
        let fact = try #require(look.facts.isolation.first { $0.name == "no-new-privileges" })
        #expect(!fact.holds && fact.remedy.hasPrefix("srv-7 runs without it"))
    }

    @Test func `a server has a tmp of its own, which ends with it, and sees nothing of the agent but its directory`()
        async throws
    {
        try Requirement.root(for: "giving each server a mount namespace")
        let agent = try TestAgent(programs: [murmurd], ownUsers: true)
        try agent.start()
        guard try makesViews(agent) else { try Requirement.missing("this machine forbids mounts") }
        let program = Program.mumble(.free(), slots: 5)
        try agent.apply(.running(1, 1, program))
        try agent.apply(.running(2, 1, .mumble(.free(), slots: 5)))
        let one = try View(of: #require(try await agent.wait(1) { $0.state == .up }.processID), user: agent.user(of: 1))
        let two = try View(of: #require(try await agent.wait(2) { $0.state == .up }.processID), user: agent.user(of: 2))

        for place in ["/tmp", "/var/tmp", "/dev/shm", "/run/lock"] where access(place, F_OK) == 0 {
            let name = "of-one" + place.replacing("/", with: "-")
            #expect(one.run("echo mine > \(place)/\(name)") == 0)
            #expect(one.names(place).contains(name) && !two.names(place).contains(name))
            #expect(access("\(place)/\(name)", F_OK) != 0)
        }
        #expect(one.queues != two.queues && one.queues != View.queues(of: getpid()))
        // In /tmp, where this agent has its directory, only the way to its own server is left.
        #expect(two.names("/tmp") == [agent.scratch.name])
        #expect(two.names(agent.path) == ["servers"] && two.names("\(agent.path)/servers") == ["srv-2"])
        #expect(two.run("test -r \(agent.path)/servers/srv-2/murmur.ini") == 0)
        for forbidden in [
            "umount /tmp", "umount \(agent.path)", "mount -t tmpfs none /tmp", "touch \(agent.path)/mine",
        ] {
            #expect(two.run(forbidden) != 0, "\(forbidden)")
        }
        let mounts = try #require(ByteStream.readText("/proc/\(two.processID)/mounts"))
        #expect(mounts.contains("tmpfs /tmp tmpfs rw,nosuid,nodev,") && mounts.contains("size=131072k"), "\(mounts)")

        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        try agent.apply(.running(1, 3, program))
        let again = try View(
            of: #require(try await agent.wait(1) { $0.state == .up }.processID),
            user: agent.user(of: 1)
        )
        #expect(again.names("/dev/shm") == [agent.scratch.name])
    }

    @Test func `where a host forbids it servers run without, and the agent says so`() async throws {
        try Requirement.root(for: "giving servers users of their own")
        let agent = try TestAgent(programs: [murmurd], ownUsers: true)
        try agent.start(without: ["/usr/bin/setpriv", "--bounding-set=-sys_admin"])
        #expect(try !makesViews(agent))
        try agent.apply(.running(1, 1, .mumble(.free(), slots: 5)))
        let up = try #require(try await agent.wait(1) { $0.state == .up }.processID)
        let environment = try #require(ByteStream.readText("/proc/\(up)/environ"))
        #expect(environment.contains("TMPDIR=\(agent.path)/servers/srv-1\0"))
        #expect(View.queues(of: up) == View.queues(of: getpid()))
        let log = try #require(agent.scratch.read("daemon.log"))
        #expect(
            log.contains("Servers get no /tmp of their own here") && log.contains("Operation not permitted"),
            "\(log)"
        )
    }

    private func makesViews(_ agent: TestAgent) throws -> Bool {
        guard case .hello(let host) = try agent.ask(.hello) else { throw Unexpected(response: try agent.ask(.hello)) }
        return try #require(host.isolation.first { $0.name == "private-tmp" }).holds
    }

    /// What a server's process sees of its host.
    private struct View {
        let processID: Int32
        let user: UInt32

        init(of processID: Int32, user: UInt32?) throws {
            self.processID = processID
            self.user = try #require(user)
        }

        /// Which message queues and shared memory it sees, as the kernel names them.
        var queues: UInt { Self.queues(of: processID) }

        static func queues(of processID: Int32) -> UInt {
            var facts = stat()
            return stat("/proc/\(processID)/ns/ipc", &facts) == 0 ? facts.st_ino : 0
        }

        func names(_ folder: String) -> [String] {
            (try? Folder.open("/proc/\(processID)/root\(folder)").names()) ?? ["nothing can be read"]
        }

        func run(_ script: String) -> Int32 {
            let enter = ["/usr/bin/nsenter", "--target=\(processID)", "--mount", "--"]
            return Child(enter + IsolationTests.change(to: user) + ["/bin/sh", "-c", script]).wait()
        }
    }

    private static func change(to user: UInt32) -> [String] {
        ["/usr/bin/setpriv", "--reuid", "\(user)", "--regid", "\(user)", "--clear-groups"]
    }

    private func run(as user: UInt32, _ arguments: String...) -> Int32 {
        Child(Self.change(to: user) + arguments).wait()
    }

    @Test func `a server's own log keeps its size and its owner's rights`() async throws {
        let agent = try TestAgent()
        try agent.start()
        let program = Program.mumble(.free(), slots: 5)
        try agent.apply(.running(1, 1, program))
        try await agent.wait(1) { $0.state == .up }
        try agent.apply(.stopped(1, 2))
        try await agent.wait(1) { $0.state == .stopped }
        agent.scratch.write(String(repeating: "x", count: (1 << 20) + 1), to: "servers/srv-1/server.log")
        try agent.apply(.running(1, 3, program))
        try await agent.wait(1) { $0.state == .up }
        #expect(agent.scratch.read("servers/srv-1/server.log.1")?.count == (1 << 20) + 1)
        #expect(try #require(agent.scratch.read("servers/srv-1/server.log")).count < 1 << 20)
        #expect(try #require(agent.scratch.folder("servers/srv-1").facts("server.log")).st_mode & 0o777 == 0o600)
        #expect(try #require(agent.scratch.folder().facts("servers")).st_mode & 0o777 == 0o700)
        #expect(try #require(agent.scratch.folder("state").facts("desired.json")).st_mode & 0o777 == 0o600)
    }
}
