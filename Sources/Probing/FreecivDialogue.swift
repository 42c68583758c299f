/// Freeciv: whoever is let in takes a player's place, so this asks to be let in with a capability that no server has, and is turned
/// away. That shows that the program serves; it tells neither players nor slots. Measured on freeciv-server 3.0.6.
struct FreecivDialogue: ProbeDialogue {
    private static let joinRequest: UInt8 = 4
    private static let joinReply = 5
    /// Lengths from here on are of packets that are compressed.
    private static let compressed = 16_385
    /// As a length: the real one follows.
    private static let longer = 0xFFFF

    /// A length that counts itself, who we are, what we can, and our version: three numbers and an empty text.
    var opening: [UInt8] {
        let body = [Self.joinRequest] + Array("probe\0none\0\0".utf8) + [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 6]
        return [0, UInt8(body.count + 2)] + body
    }

    func take(_ bytes: [UInt8]) -> ProbeStep {
        var reader = ByteReader(bytes)
        guard let length = reader.big(2), length > 2, length < Self.longer else { return .wait }
        guard length >= Self.compressed else {
            return bytes.count >= length && reader.big(1) == Self.joinReply ? .done(ProbeAnswer()) : .wait
        }
        // zlib's mark: method 8, and both bytes together a multiple of 31.
        guard bytes.count >= length - Self.compressed, let mark = reader.big(2), mark >> 8 & 0xF == 8, mark % 31 == 0
        else {
            return .wait
        }
        return .done(ProbeAnswer())
    }
}
