/// Mumble's UDP ping: 12 bytes out, 24 back, big-endian. Measured on murmurd 1.3.4.
package enum MumblePing {
    package static func request(nonce: UInt64) -> [UInt8] { [0, 0, 0, 0] + bytes(nonce) }

    /// Players and slots of an answer to that nonce; nil for anything else.
    package static func answer(_ datagram: [UInt8], nonce: UInt64) -> (players: Int, slots: Int)? {
        guard datagram.count == 24, datagram[0] == 0, Array(datagram[4..<12]) == bytes(nonce) else { return nil }
        return (word(datagram, 12), word(datagram, 16))
    }

    private static func bytes(_ nonce: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: nonce >> (56 - 8 * $0)) }
    }

    private static func word(_ datagram: [UInt8], _ start: Int) -> Int {
        datagram[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
