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
    ]

    static func bytes(_ text: String) -> [UInt8] {
        let digits = text.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    @Test func `every kind of probe has a recording`() {
        #expect(Set(Self.recordings.map(\.kind)) == Set(ProbePlan.Kind.allCases))
    }

    @Test(arguments: recordings) func `a recorded answer is understood`(recording: Recording) throws {
        var dialogue = recording.kind.dialogue(nonce: recording.nonce)
        #expect(!dialogue.opening.isEmpty)
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

    @Test(arguments: recordings.filter { $0.kind != .armagetron && $0.kind != .bzflag && $0.kind != .minetest })
    func `the answer to another question is none`(recording: Recording) throws {
        var dialogue = recording.kind.dialogue(nonce: recording.nonce &+ 0x0101_0101)
        for answer in recording.answers { #expect(dialogue.take(answer) == .wait) }
    }

    @Test(arguments: recordings) func `an answer that comes before its question is none`(recording: Recording) throws {
        guard recording.answers.count > 1, recording.kind != .bzflag else { return }
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

    @Test func `Minetest is told good-bye with the number that it gave`() {
        var dialogue = ProbePlan.Kind.minetest.dialogue(nonce: 0)
        #expect(dialogue.parting.isEmpty)
        _ = dialogue.take(Self.bytes("4f45740300010003ffdc00010a0b"))
        #expect(dialogue.parting == Self.bytes("4f4574030a0b000003"))
    }
}
