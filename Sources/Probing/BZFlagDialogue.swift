/// BZFlag: greet, be given a number, ask for the game. Over TCP. Measured on bzfs 2.4.26.
struct BZFlagDialogue: ProbeDialogue {
    private var asked = false

    var opening: [UInt8] { Array("BZFLAG\r\n\r\n".utf8) }

    private static let greeting = Array("BZFS".utf8)
    /// `BZFS0221` and the number that the server gives to us.
    private static let greetingLength = 9
    private static let queryGame = 0x7167
    private static let gameLength = 44

    mutating func take(_ bytes: [UInt8]) -> ProbeStep {
        guard bytes.count >= Self.greetingLength, bytes.starts(with: Self.greeting) else { return .wait }
        if !asked {
            asked = true
            return .send([0, 0, 0x71, 0x67])
        }
        var reader = ByteReader(bytes, from: Self.greetingLength)
        while let length = reader.big(2), let code = reader.big(2) {
            if code == Self.queryGame, length >= Self.gameLength {
                return Self.game(reader).map(ProbeStep.done) ?? .wait
            }
            guard reader.skip(length) else { return .wait }
        }
        return .wait
    }

    /// Style, options, most players, most shots, then the players of five teams, and the observers apart.
    private static func game(_ payload: ByteReader) -> ProbeAnswer? {
        var reader = payload
        let words = (0..<22).compactMap { _ in reader.big(2) }
        guard words.count == 22 else { return nil }
        return ProbeAnswer(players: words[4...8].reduce(0, +), slots: words[2])
    }
}
