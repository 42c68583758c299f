/// Asks a TeamSpeak 3 instance for one of its virtual servers, by ServerQuery. Slots, name and password of a virtual server stand in
/// no file of the program, so the probe sets them: after each start, and whenever the slots are others. Not measured on a real
/// server; the manual's answers, and stub servers, stand in.
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
        lines = script.entry + [Self.ask]
    }

    /// The server speaks first.
    var opening: [UInt8] { [] }

    var parting: [UInt8] { Array("quit\n".utf8) }

    mutating func take(_ bytes: [UInt8]) -> ProbeStep {
        let whole = ServerQuery.lines(bytes).whole
        guard whole.first == ServerQuery.greeting, whole.count > 1 else { return .wait }
        if waitsForGreeting {
            waitsForGreeting = false
            return next()
        }
        let ends = whole.indices.filter { QueryVerdict(whole[$0]) != nil }
        guard ends.count > answers else { return .wait }
        answers += 1
        guard lines.isEmpty else { return next() }
        let start = answers > 1 ? ends[answers - 2] + 1 : 0
        guard let answer = whole[start..<ends[answers - 1]].lazy.compactMap(Self.info).first else { return .wait }
        if !settles, script.isFresh || answer.slots != script.slots, !script.lines.isEmpty {
            settles = true
            lines = script.lines + [Self.ask]
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
        guard let values = ServerQuery.items(line).first,
            let slots = values["virtualserver_maxclients"].flatMap({ Int($0) }), (0...100_000).contains(slots),
            let clients = values["virtualserver_clientsonline"].flatMap({ Int($0) }), (0...100_000).contains(clients)
        else { return nil }
        let queries = values["virtualserver_queryclientsonline"].flatMap { Int($0) } ?? 0
        let players = (0...clients).contains(queries) ? clients - queries : 0
        return ProbeAnswer(name: values["virtualserver_name"], players: players, slots: slots)
    }
}
