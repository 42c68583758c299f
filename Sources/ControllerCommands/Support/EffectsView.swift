import Contract
import Controller

/// What a fact brought about, as commands print it: one line an effect, with its rule.
struct EffectsView: Encodable {
    struct Line: Encodable {
        let time: String
        let rule: String
        let text: String
    }

    let subject: String
    let effects: [Line]
    /// What else there is to know, one line.
    let note: String?
    /// Why what was ordered cannot be set up now; text has it on standard error.
    let problem: String?

    init(
        _ effects: [Effect],
        subject: String,
        narrator: Narrator,
        note: String? = nil,
        problem: String? = nil
    ) {
        self.subject = subject
        self.note = note
        self.problem = problem
        self.effects = effects.map {
            Line(time: narrator.time($0.at), rule: $0.rule, text: narrator.line(for: $0.action))
        }
    }

    var text: String {
        var table = Table([.left(subject), .left(""), .left("")])
        for line in effects { table.add([line.time, line.rule, line.text]) }
        return table.text(style: Style(colours: false)) + (note.map { $0 + "\n" } ?? "")
    }

    /// Whether the contract rejected what was reported (R6.6-05, R6.11-05).
    func holds(_ rule: RuleID) -> Bool {
        effects.contains { $0.rule == rule }
    }
}
