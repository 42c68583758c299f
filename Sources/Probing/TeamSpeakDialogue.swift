/// TeamSpeak 3's ServerQuery, as its manual has it: lines out, lines back, `error id=0 msg=ok` at the end of each answer. Slots,
/// name and password of a virtual server stand in no file of the program, so the probe sets them: after each start, and whenever
/// the slots are others. Not measured on a real server; the manual's answers, and stub servers, stand in.
struct TeamSpeakDialogue: ProbeDialogue {
    private static let ask = "serverinfo"

    private let script: ProbeScript
    /// What is still to be said.
    private var lines: [String]
    private var settles = false
    /// Whole answers that were read.
    private var answers = 0
    private var waitsForGreeting = true

    init(_ script: ProbeScript) {
        self.script = script
        lines = script.lines.prefix(2) + [Self.ask]
    }

    /// The server speaks first.
    var opening: [UInt8] { [] }

    var parting: [UInt8] { Array("quit\n".utf8) }

    mutating func take(_ bytes: [UInt8]) -> ProbeStep {
        let text = bytes.split { $0 == 10 || $0 == 13 }.map { String(decoding: $0, as: UTF8.self) }
        // The last line may be half of one.
        let whole = bytes.last.map { $0 == 10 || $0 == 13 } ?? false ? text[...] : text.dropLast()
        guard whole.first == "TS3", whole.count > 1 else { return .wait }
        if waitsForGreeting {
            waitsForGreeting = false
            return next()
        }
        let ends = whole.indices.filter { whole[$0].hasPrefix("error id=") }
        guard ends.count > answers else { return .wait }
        answers += 1
        guard lines.isEmpty else { return next() }
        let start = answers > 1 ? ends[answers - 2] + 1 : 0
        guard let answer = whole[start..<ends[answers - 1]].lazy.compactMap(Self.info).first else { return .wait }
        if !settles, script.isFresh || answer.slots != script.slots, script.lines.count > 2 {
            settles = true
            lines = script.lines.dropFirst(2) + [Self.ask]
            return next()
        }
        return .done(answer)
    }

    private mutating func next() -> ProbeStep {
        guard !lines.isEmpty else { return .wait }
        return .send(Array((lines.removeFirst() + "\n").utf8))
    }

    /// Queries count as clients; they take no slot.
    private static func info(_ line: String) -> ProbeAnswer? {
        var values: [Substring: Substring] = [:]
        for word in line.split(separator: " ") {
            let parts = word.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { values[parts[0]] = parts[1] }
        }
        guard let slots = values["virtualserver_maxclients"].flatMap({ Int($0) }), (0...100_000).contains(slots),
            let clients = values["virtualserver_clientsonline"].flatMap({ Int($0) }), (0...100_000).contains(clients)
        else { return nil }
        let queries = values["virtualserver_queryclientsonline"].flatMap { Int($0) } ?? 0
        let players = (0...clients).contains(queries) ? clients - queries : 0
        return ProbeAnswer(name: values["virtualserver_name"].map(plain), players: players, slots: slots)
    }

    private static func plain(_ value: Substring) -> String {
        let signs: [Character: Character] = ["s": " ", "p": "|", "/": "/", "\\": "\\", "n": "\n", "r": "\r", "t": "\t"]
        var (result, rest) = ("", value)
        while let sign = rest.popFirst() {
            result.append(sign == "\\" ? rest.popFirst().map { signs[$0] ?? $0 } ?? sign : sign)
        }
        return result
    }
}
