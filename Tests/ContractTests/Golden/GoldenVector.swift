import Contract
import Testing

/// One golden vector: what a history under the shipped terms must look like, and how to see it under any rulebook.
struct GoldenVector: Sendable, CustomTestStringConvertible {
    /// `G05`, or the rule whose boundary it is.
    let id: String
    let expected: [String]
    let observe: @Sendable (Rulebook) throws -> [String]

    init(_ id: String, _ expected: [String], observe: @escaping @Sendable (Rulebook) throws -> [String]) {
        self.id = id
        self.expected = expected
        self.observe = observe
    }

    var testDescription: String { id }

    /// Whether the history looks otherwise; one that the terms refuse does.
    func breaks(under book: Rulebook) -> Bool { (try? observe(book)) != expected }
}

extension Life {
    /// `taken`, or the rule that refuses it.
    func outcome(of event: Event, _ instant: String, by actor: Actor = .client) -> String {
        var copy = self
        return refusal { try copy.record(event, instant, by: actor) }?.description ?? "taken"
    }

    /// Mails by their template, decisions and phases by their rule, each with its instant; the same twice in a row once.
    var story: [String] {
        var lines: [String] = []
        for effect in effects {
            let line: String
            switch effect.action {
            case .notice(let notice): line = "\(stamp(effect.at)) \(notice.template)"
            case .decided, .phase: line = "\(stamp(effect.at)) \(effect.rule)"
            default: continue
            }
            if line != lines.last { lines.append(line) }
        }
        return lines
    }
}

/// Civil time of Paris.
func stamp(_ instant: Instant) -> String {
    let date = Book.paris.date(at: instant)
    // No step of the contract lies between 02:00 and 03:00 of a night on which the clocks change.
    let seconds = instant.seconds(since: Book.paris.start(of: date))
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(date) \(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
}
