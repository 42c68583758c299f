/// Armagetron Advanced: a server that no list knows tells everything only to those who asked for the little before.
/// Measured on armagetronad-dedicated 0.2.9.1.
///
/// Numbers are words of 16 bits, the high byte first: descriptor, message, length, the data, then the sender.
struct ArmagetronDialogue: ProbeDialogue {
    private enum Descriptor {
        static let little = 0x32
        static let everything = 0x33
        static let askLittle: UInt8 = 0x34
        static let askEverything: UInt8 = 0x35
    }

    private var asked = false

    var opening: [UInt8] { Self.question(Descriptor.askLittle) }

    mutating func take(_ bytes: [UInt8]) -> ProbeStep {
        var reader = ByteReader(bytes)
        switch reader.big(2) {
        case Descriptor.little where !asked:
            asked = true
            return .send(Self.question(Descriptor.askEverything))
        case Descriptor.everything where asked:
            guard reader.skip(4), let answer = Self.info(&reader) else { return .wait }
            return .done(answer)
        default: return .wait
        }
    }

    private static func question(_ descriptor: UInt8) -> [UInt8] { [0, descriptor, 0, 0, 0, 0, 0, 0x11] }

    private static func info(_ reader: inout ByteReader) -> ProbeAnswer? {
        guard number(&reader) != nil, text(&reader) != nil, let name = text(&reader), let players = number(&reader),
            number(&reader) != nil, number(&reader) != nil, text(&reader) != nil, let slots = number(&reader),
            players >= 0, slots >= 0
        else { return nil }
        return ProbeAnswer(name: name, players: players, slots: slots)
    }

    /// Two words, the low one first.
    private static func number(_ reader: inout ByteReader) -> Int? {
        guard let low = reader.big(2), let high = reader.big(2) else { return nil }
        return Int(Int32(truncatingIfNeeded: high << 16 | low))
    }

    /// A length that counts the zero at the end, then two characters a word: the second one times 256 plus the first one,
    /// which is signed, so that one of 128 or more takes one from the second.
    private static func text(_ reader: inout ByteReader) -> String? {
        guard let length = reader.big(2), reader.rest >= length + length % 2 else { return nil }
        var bytes: [UInt8] = []
        for _ in 0..<(length + 1) / 2 {
            guard let word = reader.big(2) else { return nil }
            let first = UInt8(word & 0xFF)
            bytes += [first, UInt8((word - Int(Int8(bitPattern: first))) >> 8 & 0xFF)]
        }
        return String(decoding: bytes.prefix(length).prefix { $0 != 0 }, as: UTF8.self)
    }
}
