/// Minetest (Luanti): a newcomer is given a number. Nothing tells how many play, so this shows that it serves, no more.
/// Measured on minetestserver 5.6.1.
struct MinetestDialogue: ProbeDialogue {
    private static let protocolMark: [UInt8] = [0x4F, 0x45, 0x74, 0x03]

    /// A reliable packet of nobody (0) on channel 0, empty.
    var opening: [UInt8] { Self.protocolMark + [0, 0, 0, 1] }

    private var number: [UInt8] = []

    /// Disconnect (3), from the number that was given.
    var parting: [UInt8] { number.isEmpty ? [] : Self.protocolMark + number + [0, 0, 3] }

    mutating func take(_ bytes: [UInt8]) -> ProbeStep {
        // From the server (1), channel 0, reliable (3), any sequence number, control (0), your number (1).
        guard bytes.count == 14, bytes.starts(with: Self.protocolMark + [0, 1, 0, 3]), Array(bytes[10..<12]) == [0, 1]
        else { return .wait }
        number = Array(bytes[12...])
        return .done(ProbeAnswer())
    }
}
