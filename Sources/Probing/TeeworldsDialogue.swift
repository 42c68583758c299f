/// Teeworlds 0.7: a token first, so that nobody can have answers sent to a third party, then the server's info.
/// Measured on teeworlds-server 0.7.5.
struct TeeworldsDialogue: ProbeDialogue {
    /// Ours; the server puts it before its answers.
    private let token: [UInt8]
    private var asked = false

    private static let magic: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
    /// A shorter request for a token is not answered.
    private static let requestLength = 520

    init(nonce: UInt64) {
        // All ones would mean "no token".
        token = [UInt8(truncatingIfNeeded: nonce) & 0x7F] + (1...3).map { UInt8(truncatingIfNeeded: nonce >> (8 * $0)) }
    }

    var opening: [UInt8] {
        let start = [0x04, 0, 0] + Self.magic + [0x05] + token
        return start + [UInt8](repeating: 0, count: Self.requestLength - start.count)
    }

    mutating func take(_ bytes: [UInt8]) -> ProbeStep {
        if !asked, bytes.count >= 12, bytes.starts(with: [0x04, 0, 0] + token + [0x05]) {
            asked = true
            return .send([0x21] + bytes[8..<12] + token + Self.magic + Array("gie3".utf8) + [1])
        }
        guard asked, bytes.starts(with: [0x21] + token), bytes.count > 17, Array(bytes[9..<17]) == Self.header else {
            return .wait
        }
        return Self.info(ByteReader(bytes, from: 17)).map(ProbeStep.done) ?? .wait
    }

    private static let header = magic + Array("inf3".utf8)

    private static func info(_ payload: ByteReader) -> ProbeAnswer? {
        var reader = payload
        guard number(&reader) == 1, reader.text() != nil, let name = reader.text(),
            reader.text() != nil, reader.text() != nil, reader.text() != nil
        else { return nil }
        // Flags, skill level, players, most players, clients, most clients: spectators take slots too.
        let numbers = (0..<6).map { _ in number(&reader) }
        guard let clients = numbers[4], let most = numbers[5], clients >= 0, most >= 0 else { return nil }
        return ProbeAnswer(name: name, players: clients, slots: most)
    }

    /// Bit 7: more follows; bit 6 of the first byte: negative; 6, then 7 bits a byte, at most 5 bytes.
    private static func number(_ reader: inout ByteReader) -> Int? {
        guard var byte = reader.byte() else { return nil }
        let negative = byte & 0x40 != 0
        var (value, shift) = (Int(byte & 0x3F), 6)
        while byte & 0x80 != 0, shift < 34 {
            guard let next = reader.byte() else { return nil }
            byte = next
            value |= Int(byte & 0x7F) << shift
            shift += 7
        }
        return negative ? ~value : value
    }
}
