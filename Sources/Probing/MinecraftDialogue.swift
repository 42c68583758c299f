import FoundationEssentials

/// Server List Ping of Minecraft's Java edition (1.7 and later), as its protocol is documented: a handshake, a request, and the
/// status as JSON. Not measured on a real server; a documented answer, and stub servers, stand in.
struct MinecraftDialogue: ProbeDialogue {
    /// Version -1 (none in particular), a name and a port that servers do not look at, and 1: the status. Then the request.
    var opening: [UInt8] {
        let name = Array("localhost".utf8)
        let handshake: [UInt8] =
            [0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, UInt8(name.count)] + name + [0x63, 0xDD, 1]
        return [UInt8(handshake.count)] + handshake + [1, 0]
    }

    func take(_ bytes: [UInt8]) -> ProbeStep {
        var reader = ByteReader(bytes)
        guard let length = Self.number(&reader), length > 0, reader.rest >= length, reader.byte() == 0,
            let count = Self.number(&reader), count > 0, reader.rest >= count,
            let status = Self.status(bytes[(bytes.count - reader.rest)...].prefix(count)),
            status.players.online >= 0, status.players.max >= 0
        else { return .wait }
        return .done(
            ProbeAnswer(name: status.description?.text, players: status.players.online, slots: status.players.max)
        )
    }

    /// 7 bits a byte, the lowest first, at most 5 bytes.
    private static func number(_ reader: inout ByteReader) -> Int? {
        var (value, shift) = (0, 0)
        while shift < 35, let byte = reader.byte() {
            value |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
            shift += 7
        }
        return nil
    }

    private static func status(_ text: some Sequence<UInt8>) -> Status? {
        try? JSONDecoder().decode(Status.self, from: Data(text))
    }

    private struct Status: Decodable {
        struct Players: Decodable {
            let online: Int
            let max: Int
        }

        let players: Players
        let description: Words?
    }

    /// A text, or an object that has one.
    private struct Words: Decodable {
        let text: String

        private enum CodingKeys: CodingKey { case text }

        init(from decoder: any Decoder) throws {
            if let plain = try? decoder.singleValueContainer().decode(String.self) {
                text = plain
            } else {
                text = (try? decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .text)) ?? ""
            }
        }
    }
}
