/// Quake 3's `getstatus`, as OpenArena and every other ioquake3 server answers it. Measured on ioq3ded of OpenArena 0.8.8.
///
/// Not `getinfo`: that leaves private slots out of its maximum.
struct QuakeDialogue: ProbeDialogue {
    private let challenge: String

    private static let mark: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]

    init(nonce: UInt64) {
        challenge = String(nonce, radix: 16)
    }

    var opening: [UInt8] { Self.mark + Array("getstatus \(challenge)".utf8) }

    func take(_ bytes: [UInt8]) -> ProbeStep {
        let start = Self.mark + Array("statusResponse\n".utf8)
        guard bytes.starts(with: start) else { return .wait }
        let lines = bytes[start.count...].split(separator: 10, omittingEmptySubsequences: false)
        let settings = Self.settings(lines[0])
        guard settings["challenge"] == challenge, let text = settings["sv_maxclients"], let slots = Int(text),
            (0...100_000).contains(slots)
        else { return .wait }
        let players = lines.dropFirst().filter { !$0.isEmpty }.count
        return .done(ProbeAnswer(name: settings["sv_hostname"], players: players, slots: slots))
    }

    /// `\key\value\key\value`; of a key that comes twice the first counts.
    private static func settings(_ line: ArraySlice<UInt8>) -> [String: String] {
        let parts = line.split(separator: UInt8(ascii: "\\"), omittingEmptySubsequences: false).dropFirst()
            .map { String(decoding: $0, as: UTF8.self) }
        let pairs = stride(from: 0, to: parts.count - 1, by: 2).map { (parts[$0], parts[$0 + 1]) }
        return Dictionary(pairs) { first, _ in first }
    }
}
