import Testing
import Wire

@testable import HostAgent
@testable import Probing

/// What real servers answered, byte for byte, and what nobody should answer.
struct ProbeDialogueTests {
    /// One recorded exchange: what the server sent, in order, and what it means.
    struct Recording: Sendable, CustomTestStringConvertible {
        let kind: ProbePlan.Kind
        let nonce: UInt64
        let answers: [[UInt8]]
        let meaning: ProbeAnswer

        var testDescription: String { kind.rawValue }
    }

    static let recordings = [
        // murmurd 1.3.4, five slots.
        Recording(
            kind: .mumble,
            nonce: 0xB6FA_8DE4_6F48_F4A0,
            answers: [bytes("00010304b6fa8de46f48f4a0000000000000000500011940")],
            meaning: ProbeAnswer(players: 0, slots: 5)
        ),
        // teeworlds-server 0.7.5, four slots, a name with everything.
        Recording(
            kind: .teeworlds,
            nonce: 0x0403_0201,
            answers: [
                bytes("0400000102030405393c0d97"),
                bytes(
                    "2101020304393c0d97ffffffff696e663301302e372e35006122625c633b647b787dc3a9256ee6bca2202368205e31202479"
                        + "202f2f7a0000646d3100444d00000100040004"
                ),
            ],
            meaning: ProbeAnswer(name: "a\"b\\c;d{x}é%n漢 #h ^1 $y //z", players: 0, slots: 4)
        ),
        // ioq3ded 1.36 with OpenArena 0.8.8, six slots, shortened; the two players are from the protocol.
        Recording(
            kind: .quake3,
            nonce: 0xABC,
            answers: [
                [0xFF, 0xFF, 0xFF, 0xFF]
                    + Array(
                        ("statusResponse\n\\challenge\\abc\\com_protocol\\71\\sv_maxclients\\6\\sv_hostname\\a'b/c é漢 //z"
                            + "\\mapname\\oa_dm1\\sv_privateClients\\0\n3 48 \"One\"\n0 0 \"T w o\"\n").utf8
                    )
            ],
            meaning: ProbeAnswer(name: "a'b/c é漢 //z", players: 2, slots: 6)
        ),
        // cube2_server of Debian 12, three slots.
        Recording(
            kind: .cube2,
            nonce: 0x0403_0200,
            answers: [
                bytes("8101020304000580040100000300006122625c633b647b787d8b256e202368205e31202479202f2f7a00")
            ],
            meaning: ProbeAnswer(name: "a\"b\\c;d{x}?%n #h ^1 $y //z", players: 0, slots: 3)
        ),
        // armagetronad-dedicated 0.2.9.1, three slots.
        Recording(
            kind: .armagetron,
            nonce: 0,
            answers: [
                bytes("00320000000511b600000000000000000000"),
                bytes(
                    "00330000005511b60000000000046261006300000000000000000011000000252e302e322e395f316c61687032"
                        + "6132303033323220326e75786964206465636974616465000000030000000000206c41206c657374746e697367"
                        + "61202074656461666c7520746176756c7365002e001c746870742f3a772f7777612e6d72676174656f72616e2e"
                        + "64656e00740000000400000000000000000000000033330033fd44093faaab00aab4e80001e04e02040000"
                ),
            ],
            meaning: ProbeAnswer(name: "abc", players: 0, slots: 3)
        ),
        // bzfs 2.4.26, three slots; the stream so far, twice.
        Recording(
            kind: .bzflag,
            nonce: 0,
            answers: [
                bytes("425a46533032323100"),
                bytes(
                    "425a46533032323100" + "002c7167000000010003000100000000000000000000000000030003000300030003"
                        + "0000000000000000000000000000"
                ),
            ],
            meaning: ProbeAnswer(players: 0, slots: 3)
        ),
        // minetestserver 5.6.1.
        Recording(
            kind: .minetest,
            nonce: 0,
            answers: [bytes("4f45740300010003ffdc00010002")],
            meaning: ProbeAnswer()
        ),
        // openttd 13.0 with a password, three slots; one player is from the protocol.
        Recording(
            kind: .openttd,
            nonce: 0,
            answers: [
                bytes(
                    "2e00060601ffffffff000023de0a001fde0a000200024e61276d653b20780031332e30000103010040004000" + "0101"
                )
            ],
            meaning: ProbeAnswer(name: "Na'me; x", players: 1, slots: 3)
        ),
        // freeciv-server 3.0.6, which turns us away: packed, "The client is missing a capability that this server needs."
        Recording(
            kind: .freeciv,
            nonce: 0,
            answers: [
                bytes(
                    "40a7789c554e4b0ac230101d296e3cc5b89606b1e0c2ade005d403c4746c06d3344cd26a4fe9916aa420b89807efcb4001f05e"
                        + "c2c5121ac7e41372c4966364dfa046a383beb1e33462b23a65c876241948d013d551adce33cb17b9f307acd456edf1388f"
                        + "fdab0af11a1ad1f577bcd5235a72610d9b9310191eca1c2a3da567270f1c494bb5c3e0c4f42ef5425f927b777ea150ccae"
                        + "b1c6099afcdb2f01304d502c3eae584870"
                )
            ],
            meaning: ProbeAnswer()
        ),
        // From the documentation of the protocol: a challenge, then an answer with three players of five.
        Recording(
            kind: .source,
            nonce: 0,
            answers: [
                bytes("ffffffff414bb5c3e0"),
                bytes(
                    "ffffffff4911736c6f7420746573740064655f64757374320063737472696b6500436f756e7465722d537472696b653a20"
                        + "536f7572636500f000030500646c0101312e302e302e3000808769"
                ),
            ],
            meaning: ProbeAnswer(name: "slot test", players: 3, slots: 5)
        ),
        // From the documentation of the protocol.
        Recording(
            kind: .minecraft,
            nonce: 0,
            answers: [
                minecraft(
                    #"{"version":{"name":"1.20.4","protocol":765},"players":{"max":100,"online":5,"sample":[{"name":"one","#
                        + #""id":"4566e69f-c907-48ee-8d71-d7ba5aa00d20"}]},"description":{"text":"Hello, world!"},"#
                        + #""favicon":"data:image/png;base64,<data>","enforcesSecureChat":false}"#
                )
            ],
            meaning: ProbeAnswer(name: "Hello, world!", players: 5, slots: 100)
        ),
        // From the manual of ServerQuery, shortened; one of the two clients is a query.
        Recording(
            kind: .teamspeak3,
            nonce: 0,
            answers: [
                Array(teamspeak.utf8),
                Array(
                    (teamspeak
                        + #"virtualserver_unique_identifier=2T3SRCPoWKojKlNMx6qxV7gOe8A= virtualserver_name=Team\s]I[\sOne\/Two"#
                        + #" virtualserver_platform=Linux virtualserver_password virtualserver_maxclients=32"#
                        + " virtualserver_clientsonline=2 virtualserver_channelsonline=2"
                        + " virtualserver_queryclientsonline=1 virtualserver_status=online\n\rerror id=0 msg=ok\n\r")
                        .utf8
                ),
            ],
            meaning: ProbeAnswer(name: "Team ]I[ One/Two", players: 1, slots: 32)
        ),
    ]

    static let teamspeak =
        "TS3\n\rWelcome to the TeamSpeak 3 ServerQuery interface, type \"help\" for a list of commands.\n\r"

    /// A status as the protocol packs it, for texts of 128 bytes and more.
    static func minecraft(_ status: String) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] { [UInt8(value & 0x7F | 0x80), UInt8(value >> 7)] }
        let text = Array(status.utf8)
        return number(text.count + 3) + [0] + number(text.count) + text
    }

    static func bytes(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    @Test func `every kind of probe has a recording`() {
        #expect(Set(Self.recordings.map(\.kind)) == Set(ProbePlan.Kind.allCases))
    }

    @Test(arguments: recordings) func `a recorded answer is understood`(recording: Recording) throws {
        var dialogue = recording.kind.dialogue(nonce: recording.nonce)
        // A TeamSpeak server speaks first.
        #expect(dialogue.opening.isEmpty == (recording.kind == .teamspeak3))
        for answer in recording.answers.dropLast() {
            guard case .send(let next) = dialogue.take(answer) else {
                Issue.record("not asked on")
                return
            }
            #expect(!next.isEmpty)
        }
        let last = try #require(recording.answers.last)
        #expect(dialogue.take(last) == .done(recording.meaning))
    }

    @Test(arguments: recordings.filter { [.mumble, .teeworlds, .quake3, .cube2].contains($0.kind) })
    func `the answer to another question is none`(recording: Recording) throws {
        var dialogue = recording.kind.dialogue(nonce: recording.nonce &+ 0x0101_0101)
        for answer in recording.answers { #expect(dialogue.take(answer) == .wait) }
    }

    @Test(arguments: recordings) func `an answer that comes before its question is none`(recording: Recording) throws {
        // Over TCP the answers add up; a Source server need not ask for a challenge.
        guard recording.answers.count > 1, recording.kind.transport == .udp, recording.kind != .source else { return }
        var dialogue = recording.kind.dialogue(nonce: recording.nonce)
        #expect(dialogue.take(try #require(recording.answers.last)) == .wait)
    }

    @Test(arguments: recordings) func `half an answer is none, and harms nobody`(recording: Recording) throws {
        let last = try #require(recording.answers.last)
        // What comes after the last number is not read.
        let needed =
            switch recording.kind {
            case .armagetron: 70
            case .quake3: 40
            case .source: last.count - 3
            case .teamspeak3: last.count - 1
            default: last.count
            }
        for length in 0..<min(needed, last.count) {
            var dialogue = recording.kind.dialogue(nonce: recording.nonce)
            for answer in recording.answers.dropLast() { _ = dialogue.take(answer) }
            if case .done = dialogue.take(Array(last.prefix(length))) { Issue.record("\(length) bytes sufficed") }
        }
    }

    @Test(arguments: recordings) func `bytes changed at random harm nobody`(recording: Recording) throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            var dialogue = recording.kind.dialogue(nonce: recording.nonce)
            for var answer in recording.answers {
                for _ in 0..<Int.random(in: 0...4, using: &generator) {
                    answer[Int.random(in: answer.indices, using: &generator)] = .random(
                        in: 0 ... .max,
                        using: &generator
                    )
                }
                answer = Array(answer.prefix(Int.random(in: 0...answer.count, using: &generator)))
                answer += (0..<Int.random(in: 0...40, using: &generator)).map { _ in .random(in: 0 ... .max) }
                if case .done(let result) = dialogue.take(answer) {
                    #expect(result.players ?? 0 >= 0 && result.slots ?? 0 >= 0)
                }
            }
        }
    }

    @Test func `a Source server that never has enough of challenges is given up`() {
        var dialogue = ProbePlan.Kind.source.dialogue(nonce: 0)
        let challenge = Self.bytes("ffffffff410a0b0c0d")
        for _ in 0..<3 { #expect(dialogue.take(challenge) == .send(dialogue.opening + [10, 11, 12, 13])) }
        #expect(dialogue.take(challenge) == .wait)
    }

    @Test(arguments: [
        #"{"players":{"max":-1,"online":0}}"#, #"{"players":{"max":5,"online":"0"}}"#, #"{"players":5}"#, "[]", "{",
        String(repeating: "[", count: 5000), #"{"players":{"max":5e99,"online":0}}"#,
    ])
    func `a Minecraft status that makes no sense is none`(status: String) {
        let padded = status + String(repeating: " ", count: max(0, 200 - status.utf8.count))
        var dialogue = ProbePlan.Kind.minecraft.dialogue(nonce: 0)
        #expect(dialogue.take(Self.minecraft(padded)) == .wait)
    }

    @Test(arguments: [true, false], [32, 5])
    func `TeamSpeak is told its slots after a start, and whenever it has others`(isFresh: Bool, has: Int) {
        let script = ProbeScript(
            entry: ["login serveradmin pw", "use sid=1"],
            lines: ["serveredit virtualserver_maxclients=5"],
            slots: 5,
            isFresh: isFresh
        )
        var dialogue = ProbePlan.Kind.teamspeak3.dialogue(nonce: 0, script: script)
        var (said, stream) = ([String](), Array(Self.teamspeak.utf8))
        var slots = has
        while case .send(let bytes) = dialogue.take(stream), said.count < 10 {
            said.append(String(decoding: bytes, as: UTF8.self))
            if said.last?.hasPrefix("serveredit") == true { slots = 5 }
            let info =
                "virtualserver_clientsonline=1 virtualserver_queryclientsonline=1 virtualserver_maxclients=\(slots)\n\r"
            stream += Array(((said.last == "serverinfo\n" ? info : "") + "error id=0 msg=ok\n\r").utf8)
        }
        let asked = ["login serveradmin pw\n", "use sid=1\n", "serverinfo\n"]
        let told = ["serveredit virtualserver_maxclients=5\n", "serverinfo\n"]
        #expect(said == asked + (isFresh || has != 5 ? told : []))
        #expect(dialogue.take(stream) == .wait)
    }

    @Test func `Minetest is told good-bye with the number that it gave`() {
        var dialogue = ProbePlan.Kind.minetest.dialogue(nonce: 0)
        #expect(dialogue.parting.isEmpty)
        _ = dialogue.take(Self.bytes("4f45740300010003ffdc00010a0b"))
        #expect(dialogue.parting == Self.bytes("4f4574030a0b000003"))
    }
}
