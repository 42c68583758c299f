import Contract
import Testing

/// What a property found wrong with one history. Collected, not reported: while a failing history is made shorter it is
/// asked many times.
struct Findings {
    private(set) var all: [String] = []

    mutating func expect(_ holds: Bool, _ words: @autoclosure () -> String = "", line: Int = #line) {
        if !holds { all.append("line \(line): \(words())") }
    }
}

extension History {
    typealias Property = (History, inout Findings) throws -> Void

    /// Shows a property on the random history of a seed. Where it does not hold, reports the shortest part of that history on
    /// which it does not, fact by fact, and what is wrong with that.
    static func expect(
        of seed: UInt64,
        under book: Rulebook? = nil,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ property: Property
    ) {
        let history = History(seed: seed, under: book ?? PropertyTests.book(seed))
        guard let shortest = history.shortest(against: property) else { return }
        let story = shortest.offered.map { "\(stamp($0.recordedAt)) \($0.actor): \($0.event)" }
        let findings = shortest.findings(against: property)
        let text = "Seed \(seed):\n" + (story + findings).joined(separator: "\n")
        Issue.record(Comment(rawValue: text), sourceLocation: sourceLocation)
    }

    /// The shortest part of this history on which the property does not hold; nil where it holds on the whole. Without its
    /// opening an account takes nothing: that stays.
    func shortest(against property: Property) -> History? {
        guard !findings(against: property).isEmpty else { return nil }
        let rest = shrunk(Array(offered.dropFirst())) { rest in
            !History(playing: offered.prefix(1) + rest, under: book).findings(against: property).isEmpty
        }
        return History(playing: offered.prefix(1) + rest, under: book)
    }

    func findings(against property: Property) -> [String] {
        var findings = Findings()
        do { try property(self, &findings) } catch { return findings.all + ["thrown: \(error)"] }
        return findings.all
    }
}
