import Testing

struct ClerkTests {
    /// 200 histories of 150 steps: 30,000 steps, each followed by a comparison.
    @Test(arguments: UInt64(1)...200) func `the clerk and the engine agree on balances, states, servers and letters`(
        seed: UInt64
    ) {
        expectAgreement(on: ClerkHistory.random(seed: seed, length: 150))
    }

    /// Some eleven years of a rich and of a poor client: what goes wrong late, or only with many services behind him. Nothing
    /// that is done in them is always refused. Renewals fail more often in a year of which each step is days after the last.
    @Test func `they agree through ten thousand steps of one client, in which everything happens`() {
        let gaps = [0, 0, 0, 0, 1, 0, 0, 0, 0, 3]
        let lives = (UInt64(1)...2).map { seed in
            ClerkHistory.random(seed: seed, length: 10_000, gaps: gaps, sums: [1, 50, 100, 300])
        }
        let years = (UInt64(201)...260).map { ClerkHistory.random(seed: $0, length: 200, sums: [1, 200, 400]) }
        let taken = (lives + years).map(expectAgreement).reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
        for kind in Set(lives.joined().map(\.deed.kind)).subtracting(["open"]) {
            #expect(taken[kind, default: 0] > 5, "\(kind)")
        }
        // What sets something going when it is handed over, often enough on a later day.
        for letter in ["R4-02", "R6.4-05", "R6.11-12.stop", "R7.4-02", "R7.6-01"] {
            #expect(taken["late \(letter)", default: 0] > 5, "\(letter)")
        }
        #expect(taken["reversed in the last days", default: 0] > 5)
    }

    @discardableResult
    private func expectAgreement(on steps: [ClerkHistory.Step]) -> [String: Int] {
        let history = ClerkHistory(of: steps)
        guard history.disagreement != nil else { return history.taken }
        // Without its opening an account takes nothing: it stays.
        let start = steps.prefix { $0.deed.kind != "open" } + steps.filter { $0.deed.kind == "open" }
        let rest = shrunk(Array(steps[start.endIndex...])) { ClerkHistory(of: start + $0).disagreement != nil }
        let story = rest.map(\.description).joined(separator: "\n")
        Issue.record("\(story)\n\(ClerkHistory(of: start + rest).disagreement ?? "")")
        return history.taken
    }

    @Test func `the shortest failing part of a history is found`() {
        let fails = { (numbers: [Int]) in numbers.contains(7) && numbers.contains(40) }
        #expect(shrunk(Array(0..<100), while: fails) == [7, 40])
    }
}
