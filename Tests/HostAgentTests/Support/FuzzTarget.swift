import Wire

@testable import HostAgent
@testable import Probing

/// What is fed with hostile bytes: every probe's parser, the gate's frames, the journal's text. Shared by the tests and by
/// `make fuzz`.
enum FuzzTarget: Sendable, Hashable, CustomStringConvertible {
    case probe(ProbePlan.Kind)
    case frames
    case journal

    static let all = ProbePlan.Kind.allCases.map(FuzzTarget.probe) + [.frames, .journal]

    var description: String {
        switch self {
        case .probe(let kind): kind.rawValue
        case .frames: "frames"
        case .journal: "journal"
        }
    }

    /// Takes any bytes.
    func run(_ input: [UInt8]) {
        switch self {
        case .probe(let kind): Self.ask(kind, input)
        case .frames: Self.read(input)
        case .journal: _ = JournalText(parsing: input)
        }
    }

    /// Eight bytes of nonce, then answers: two bytes of length each, and what they count.
    static func seed(nonce: UInt64, answers: [[UInt8]]) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: nonce >> (8 * $0)) }
            + answers.flatMap { [UInt8($0.count & 0xFF), UInt8($0.count >> 8)] + $0 }
    }

    private static func ask(_ kind: ProbePlan.Kind, _ input: [UInt8]) {
        guard input.count >= 8 else { return }
        let nonce = input[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var dialogue = kind.dialogue(nonce: nonce)
        var sent = dialogue.opening.count
        var rest = input[8...]
        while rest.count >= 2, let low = rest.popFirst(), let high = rest.popFirst() {
            let answer = Array(rest.prefix(Int(low) | Int(high) << 8))
            rest = rest.dropFirst(answer.count)
            switch dialogue.take(answer) {
            case .wait: continue
            case .send(let bytes): sent += bytes.count
            case .done(let answer):
                // What comes out is within what the protocol can say, whatever came in.
                precondition(answer.players ?? 0 >= 0 && answer.slots ?? 0 >= 0)
                sent += dialogue.parting.count
            }
        }
        // Nobody is made to send more than some times what he was sent.
        precondition(sent <= 1200 + 64 * input.count)
    }

    /// The first byte cuts the stream into reads.
    private static func read(_ input: [UInt8]) {
        var reader = FrameReader(limit: 1024)
        let step = max(1, Int(input.first ?? 1))
        var rest = input.dropFirst()
        while !rest.isEmpty {
            reader.take(Array(rest.prefix(step)))
            rest = rest.dropFirst(step)
            reading: while true {
                switch reader.next() {
                case .frame(let bytes):
                    precondition(bytes.count <= 1024)
                    _ = try? FrameText.request(bytes)
                case .tooLong: return
                case .partial: break reading
                }
            }
        }
    }
}
