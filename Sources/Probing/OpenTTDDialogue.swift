/// OpenTTD: asked for its game info as clients do that have not joined. Over TCP, on the game's port. Measured on openttd 13.0.
struct OpenTTDDialogue: ProbeDialogue {
    private static let askInfo: UInt8 = 7
    private static let info = 6
    /// Of the info: 13.0 writes 6; since 4 the number of extensions is told by a byte, before 6 nothing of them but their digests.
    private static let version = 6

    /// A length that counts itself, the lowest byte first.
    var opening: [UInt8] { [3, 0, Self.askInfo] }

    func take(_ bytes: [UInt8]) -> ProbeStep {
        var reader = ByteReader(bytes)
        guard let length = reader.little(2), bytes.count >= length, reader.big(1) == Self.info,
            reader.big(1) == Self.version
        else { return .wait }
        var body = ByteReader(Array(bytes.prefix(length)), from: 4)
        return Self.info(&body).map(ProbeStep.done) ?? .wait
    }

    /// Kind of the extensions' names, version and name of the script, the extensions, date and first date; companies at most and now,
    /// companies' spectators; name, revision, password; clients at most and now.
    private static func info(_ reader: inout ByteReader) -> ProbeAnswer? {
        guard let names = reader.byte(), reader.skip(4), reader.text() != nil, let extensions = reader.byte() else {
            return nil
        }
        for _ in 0..<extensions { guard skipExtension(&reader, names) else { return nil } }
        guard reader.skip(8 + 3), let name = reader.text(), reader.text() != nil, reader.skip(1),
            let slots = reader.big(1), let clients = reader.big(1)
        else { return nil }
        return ProbeAnswer(name: name, players: clients, slots: slots)
    }

    /// An id and a digest; the same and a name; or a number of the server's own table.
    private static func skipExtension(_ reader: inout ByteReader, _ names: UInt8) -> Bool {
        switch names {
        case 0: reader.skip(20)
        case 1: reader.skip(20) && reader.text() != nil
        default: reader.skip(4)
        }
    }
}
