import Probing
import Testing
import Wire

@testable import HostAgent

@Suite struct AttendTests {
    @Test func `an attendant's arguments are read as they were written, and no others`() {
        let plan = AttendPlan(.serve, at: "127.0.0.1", 10_011, port: 9987, slots: 32)
        #expect(AttendPlan(plan.arguments) == plan)
        for index in plan.arguments.indices {
            for word in ["", "x", "port=x", "-1"] where !(index == 1) {
                var other = plan.arguments
                other[index] = word
                #expect(AttendPlan(other) == nil || AttendPlan(other)?.arguments == other, "\(other)")
            }
        }
        #expect(AttendPlan([]) == nil && AttendPlan(plan.arguments + ["x"]) == nil)
        let words = Array(InstancePlan.attendant.dropFirst()) + plan.arguments
        #expect((try? AgentCommand.parse(words)) == .attend(plan))
        #expect((try? AgentCommand.parse(["attend", "murmur"] + plan.arguments)) == nil)
    }

    @Test(arguments: [
        VirtualServerNote.making(name: "lessor-1f"), .filling(id: 3), .made(id: 3, identity: "a/b+c=", .open),
        .made(id: 3, identity: "a", .ended), .made(id: 3, identity: "a", .served(by: "7/8/9")),
    ])
    func `a note is read as it was written`(note: VirtualServerNote) {
        #expect(VirtualServerNote(note.text) == note)
    }

    @Test(arguments: ["", "made", "made 1 a", "made x a open", "filling", "filling x", "making a b", "gone 1"])
    func `a damaged note is none`(text: String) { #expect(VirtualServerNote(text) == nil) }

    private static let own = server(3, port: 9987, name: "Own", identity: "own")
    private static let other = server(4, port: 9988, name: "Other", identity: "other")

    @Test func `a virtual server is one's own by its identity, not by its number or its port`() {
        let whole = VirtualServerNote.made(id: 3, identity: "own", .open)
        func step(_ note: VirtualServerNote?, _ port: Int, _ all: [VirtualServer]) -> VirtualServerStep {
            VirtualServerStep(note, port: port, among: all)
        }
        #expect(step(whole, 9987, [Self.other, Self.own]) == .resume(Self.own))
        #expect(step(whole, 9990, [Self.other, Self.own]) == .resume(Self.own))
        #expect(step(whole, 9988, [Self.other, Self.own]) == .taken(Self.other))
        #expect(step(whole, 9987, [Self.other]) == .make)
        #expect(step(nil, 9987, [Self.own]) == .taken(Self.own))
        #expect(step(nil, 9987, [Self.other]) == .make)
        // An instance that lost its data gives numbers out anew.
        let stranger = Self.server(3, port: 9987, name: "X", identity: "stranger")
        #expect(step(whole, 9987, [stranger]) == .taken(stranger))
        #expect(step(whole, 9990, [stranger]) == .make)
        #expect(step(.making(name: "Own"), 9987, [Self.own]) == .replace(Self.own))
        #expect(step(.filling(id: 3), 9987, [Self.own]) == .replace(Self.own))
        #expect(step(.filling(id: 9), 9987, [Self.other]) == .make)
    }

    @Test(arguments: [
        "", "virtualserver_id=1", "virtualserver_id=x virtualserver_port=1 virtualserver_unique_identifier=a",
        "virtualserver_id=1 virtualserver_port=1",
        #"virtualserver_id=1 virtualserver_port=1 virtualserver_unique_identifier=a\sb"#,
    ])
    func `what is no virtual server is left out`(line: String) {
        #expect(ServerQuery.items(line).compactMap(VirtualServer.init).isEmpty)
    }

    @Test(arguments: [
        "", "a b|c/d\\e", "\n\r\t\u{7}\u{8}\u{B}\u{C}", "é\u{1F600}", "error id=0 msg=ok\nserverdelete sid=1",
    ])
    func `a value of ServerQuery is one word of one line, and is read as it was meant`(text: String) {
        let word = ServerQuery.escaped(text)
        #expect(!word.contains { $0.isWhitespace || $0 == "|" })
        #expect(ServerQuery.plain(word) == text)
        #expect(ServerQuery.items("key=\(word) flag") == [["key": text, "flag": ""]])
    }

    @Test func `lines and verdicts of ServerQuery`() {
        let cut = ServerQuery.lines(Array("TS3\n\rWelcome\n\rerror id=0 msg=o".utf8))
        #expect(cut.whole == ["TS3", "Welcome"] && Array(cut.rest) == Array("error id=0 msg=o".utf8))
        #expect(ServerQuery.lines([]).whole.isEmpty && ServerQuery.items("a=1|a=2").map { $0["a"] } == ["1", "2"])
        let verdict = QueryVerdict(#"error id=520 msg=invalid\sloginname"#)
        #expect(verdict?.code == 520 && verdict?.message == "invalid loginname")
        #expect(QueryVerdict("error id=x")?.code == -1 && QueryVerdict("error") == nil && QueryVerdict("") == nil)
    }

    @Test func `bytes at random harm nobody`() {
        let signs = Array("TS3 \n\r|=\\error id=0s".utf8) + [0, 255, 195]
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...80)).map { _ in signs[Int.random(in: signs.indices)] }
            for line in ServerQuery.lines(bytes).whole {
                _ = ServerQuery.items(line).compactMap(VirtualServer.init)
                _ = QueryVerdict(line)
                _ = VirtualServerNote(line)
            }
        }
    }

    @Test func `what an instance has of a server is ended before it is stopped or erased`() {
        func step(_ wanted: DesiredServer.State, isLeft: Bool, notBefore: Double = 0) -> Step {
            Situation(
                wanted: wanted,
                life: .none,
                fit: .outdated,
                portFreed: false,
                isLeft: isLeft,
                notBefore: notBefore,
                now: 5
            ).step
        }
        #expect(step(.stopped, isLeft: true) == .leave && step(.absent, isLeft: true) == .leave)
        #expect(step(.stopped, isLeft: false) == .rest(until: nil) && step(.absent, isLeft: false) == .erase)
        #expect(step(.stopped, isLeft: true, notBefore: 9) == .rest(until: 9))
        #expect(Observation.state(wanted: .stopped, life: .none, verdict: .starting, isLeft: true) == .stopping)
    }

    @Test func `an agent reads no password but one that its host names, and sends it nowhere else`() {
        let secret = "/etc/lessor/teamspeak3.password"
        let check = ProgramCheck(allowed: [murmurd], files: [secret], ownUsers: true)
        #expect(check.fault(Self.program(secret: secret)) == nil)
        let shared = ProgramCheck(allowed: [murmurd], files: [secret], ownUsers: false)
        #expect(shared.fault(Self.program(secret: secret))?.contains("none has a user of its own") == true)
        let faults = [
            Self.program(secret: "/etc/shadow"), Self.program(secret: secret, address: "192.0.2.1"),
            Self.program(secret: secret, arguments: [murmurd]), Self.program(secret: secret, kind: .mumble),
            Self.program(secret: secret, arguments: InstancePlan.attendant + ["erase"]),
        ]
        for program in faults { #expect(check.fault(program) != nil) }
        let without = Self.program(secret: nil)
        #expect(check.fault(without) != nil, "the agent's own binary is started for nothing else")
    }

    @Test func `another instance is another process, and what knows of none is as before`() throws {
        let program = Self.program(secret: "/a")
        #expect(program.runDigest != Self.program(secret: "/b").runDigest)
        let text = String(decoding: try JSONText.encode(Self.program(secret: nil)), as: UTF8.self)
        #expect(!text.contains("instance"))
        let decoded = JSONText.decode(Program.self, from: try JSONText.encode(program))
        #expect(decoded == program)
    }

    private static func server(_ id: Int, port: Int, name: String, identity: String) -> VirtualServer {
        let line =
            "virtualserver_id=\(id) virtualserver_port=\(port) virtualserver_name=\(name) "
            + "virtualserver_unique_identifier=\(identity) virtualserver_status=online"
        guard let server = ServerQuery.items(line).first.flatMap({ VirtualServer($0) }) else {
            preconditionFailure("a line of the test's own is right")
        }
        return server
    }

    private static func program(
        secret: String?,
        address: String = "127.0.0.1",
        arguments: [String] = InstancePlan.attendant,
        kind: ProbePlan.Kind = .teamspeak3
    ) -> Program {
        let base = Program.mumble(Place(address: "127.9.9.9", port: 20_000), slots: 5)
        return Program(
            slots: base.slots,
            address: base.address,
            ports: base.ports,
            arguments: arguments,
            environment: [:],
            files: [],
            prepare: [],
            probe: ProbePlan(kind: kind, port: "voice", intervalSeconds: 1, timeoutMilliseconds: 1000, failures: 2),
            stop: base.stop,
            cleanExitCodes: [0],
            restart: base.restart,
            openFiles: 64,
            instance: secret.map { InstancePlan(address: address, port: 10_011, user: "root", secretFile: $0) }
        )
    }
}
