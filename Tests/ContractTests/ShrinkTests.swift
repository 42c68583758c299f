import Contract
import Testing

/// How a property that fails on a random history is reported.
@Suite struct ShrinkTests {
    /// Deliberately false: some histories debit a month.
    private static func nothingIsDebited(history: History, found: inout Findings) {
        for case .posted(let transaction) in history.effects.map(\.action) {
            found.expect(!transaction.key.hasPrefix("debit/"), transaction.key)
        }
    }

    @Test(arguments: [1, 2, 3, 7, 8, 9, 10, 11] as [UInt64]) func `a failing history is cut down to what makes it fail`(
        seed: UInt64
    ) throws {
        let history = History(seed: seed)
        #expect(history.offered.count > 100)
        let found = history.shortest(against: Self.nothingIsDebited)
        let shortest = try #require(found)
        // Opened, active, ordered, and one payment or a few that cover it.
        #expect((4...7).contains(shortest.offered.count), "\(shortest.offered.map(\.event))")
        #expect(shortest.offered.contains { if case .orderPlaced = $0.event { true } else { false } })
        #expect(!shortest.findings(against: Self.nothingIsDebited).isEmpty)
        for place in shortest.offered.indices.dropFirst() {
            var facts = shortest.offered
            facts.remove(at: place)
            let shorter = History(playing: facts, under: history.book)
            #expect(shorter.findings(against: Self.nothingIsDebited).isEmpty, "fact \(place) was not needed")
        }
    }

    @Test func `the report tells the shortest history and what is wrong with it`() {
        withKnownIssue {
            History.expect(of: 1, Self.nothingIsDebited)
        } matching: { issue in
            let text = issue.comments.map(\.rawValue).joined()
            let lines = text.split(separator: "\n")
            return text.contains("orderPlaced") && text.contains("debit/S-") && lines.count < 12
        }
    }

    @Test func `a history that is played again is the same`() {
        for seed in PropertyTests.seeds.prefix(20) {
            let history = History(seed: seed, under: PropertyTests.book(seed))
            let again = History(playing: history.offered[...], under: history.book)
            #expect(again.account == history.account && again.effects == history.effects)
            #expect(again.facts == history.facts && again.refusals == history.refusals)
        }
    }
}
