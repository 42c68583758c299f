/// A2S_INFO, as Valve documents it ("Server queries"): a server may ask for its challenge to be sent back first. Not measured
/// on a real server; a recorded answer of the documentation, and stub servers, stand in.
struct SourceDialogue: ProbeDialogue {
    private var challenges = 0

    private static let mark: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    private static let question = mark + Array("TSource Engine Query\0".utf8)
    /// A server that never has enough is no server.
    private static let mostChallenges = 3

    private enum Header {
        static let challenge = 0x41
        static let info = 0x49
    }

    var opening: [UInt8] { Self.question }

    mutating func take(_ bytes: [UInt8]) -> ProbeStep {
        guard bytes.starts(with: Self.mark) else { return .wait }
        var reader = ByteReader(bytes, from: Self.mark.count)
        switch reader.big(1) {
        case Header.challenge where reader.rest == 4 && challenges < Self.mostChallenges:
            challenges += 1
            return .send(Self.question + bytes[5...])
        case Header.info: return Self.info(&reader).map(ProbeStep.done) ?? .wait
        default: return .wait
        }
    }

    /// Protocol, name, map, folder, game, application, players with bots, most players, bots; then kind and system of the
    /// server, whether it has a password and is secured, and its version.
    private static func info(_ reader: inout ByteReader) -> ProbeAnswer? {
        guard reader.skip(1), let name = reader.text(), reader.text() != nil, reader.text() != nil,
            reader.text() != nil,
            reader.skip(2), let players = reader.big(1), let slots = reader.big(1), reader.skip(5), reader.text() != nil
        else { return nil }
        return ProbeAnswer(name: name, players: players, slots: slots)
    }
}
