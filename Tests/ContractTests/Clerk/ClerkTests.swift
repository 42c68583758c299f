import Testing

struct ClerkTests {
    /// 120 histories of 150 steps: 18,000 steps, each followed by a comparison.
    @Test(arguments: UInt64(1)...120) func `the clerk and the engine agree on balances, states, servers and letters`(
        seed: UInt64
    ) {
        let history = ClerkHistory.random(seed: seed, length: 150)
        guard ClerkHistory.disagreement(on: history) != nil else { return }
        // Without its opening an account takes nothing: it stays.
        let rest = shrunk(Array(history.dropFirst())) { ClerkHistory.disagreement(on: [history[0]] + $0) != nil }
        let story = rest.map(\.description).joined(separator: "\n")
        Issue.record("\(story)\n\(ClerkHistory.disagreement(on: [history[0]] + rest) ?? "")")
    }

    @Test func `the shortest failing part of a history is found`() {
        let fails = { (numbers: [Int]) in numbers.contains(7) && numbers.contains(40) }
        #expect(shrunk(Array(0..<100), while: fails) == [7, 40])
    }
}
