/// Cube 2 (Sauerbraten): any bytes to the info port come back with the server's numbers behind them. Measured on
/// cube2-server of Debian 12.
struct CubeDialogue: ProbeDialogue {
    let opening: [UInt8]

    init(nonce: UInt64) {
        // A number of four bytes that is not zero, which would ask for something else.
        opening = [0x81, 1] + (1...3).map { UInt8(truncatingIfNeeded: nonce >> (8 * $0)) }
    }

    func take(_ bytes: [UInt8]) -> ProbeStep {
        guard bytes.starts(with: opening) else { return .wait }
        var reader = ByteReader(bytes, from: opening.count)
        guard let players = Self.number(&reader), let count = Self.number(&reader), (3...32).contains(count) else {
            return .wait
        }
        // Protocol, mode, seconds left, most players, master mode.
        let numbers = (0..<count).map { _ in Self.number(&reader) }
        guard players >= 0, case let slots?? = numbers.dropFirst(3).first, slots >= 0, Self.text(&reader) != nil,
            let name = Self.text(&reader)
        else { return .wait }
        return .done(ProbeAnswer(name: name, players: players, slots: slots))
    }

    /// One signed byte; 0x80 announces two, 0x81 four of them, the lowest first.
    private static func number(_ reader: inout ByteReader) -> Int? {
        switch reader.byte() {
        case nil: nil
        case 0x80: reader.little(2).map { Int(Int16(truncatingIfNeeded: $0)) }
        case 0x81: reader.little(4).map { Int(Int32(truncatingIfNeeded: $0)) }
        case let byte?: Int(Int8(bitPattern: byte))
        }
    }

    /// Numbers up to a zero, each one character; only those of ASCII mean the same in Cube's own set.
    private static func text(_ reader: inout ByteReader) -> String? {
        var result = ""
        while let number = number(&reader) {
            if number == 0 { return result }
            let scalar = (32..<127).contains(number) ? Unicode.Scalar(UInt8(number)) : "?"
            result.unicodeScalars.append(scalar)
        }
        return nil
    }
}
