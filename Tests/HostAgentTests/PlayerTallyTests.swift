import Testing
import Wire

@testable import HostAgent

@Suite struct PlayerTallyTests {
    /// The stretches of answers every 10 seconds, with what `players` says at each second, and the rest at the end.
    private func spans(seconds: Int64, _ players: (Int64) -> Int?) -> [PlayerSpan] {
        var tally = PlayerTally()
        var spans: [PlayerSpan] = []
        for second in stride(from: Int64(0), through: seconds, by: 10) {
            if let count = players(second) { spans += [tally.take(count, at: second)].compactMap { $0 } }
        }
        return spans + [tally.end(at: seconds)].compactMap { $0 }
    }

    @Test
    func `however often players come and go there is one record a quarter of an hour, and sums and peaks are exact`() {
        let spans = spans(seconds: 86_400) { Int($0 / 10 % 32) }
        #expect(spans.count == 96)
        let sum: Int64 = spans.reduce(0) { $0 + $1.playerSeconds }
        let truth: Int64 = (0..<8640).reduce(0) { $0 + Int64($1 % 32) * 10 }
        #expect(sum == truth)
        #expect(spans.allSatisfy { $0.peak == 31 } && spans.last?.until == 86_400)
    }

    @Test func `a quiet server has one an hour, and no gaps`() {
        let spans = spans(seconds: 86_400) { _ in 3 }
        #expect(spans.count == 24)
        #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.until == $1.start })
    }

    @Test func `silence in between is carried by what follows, an end is where it is said`() {
        let spans = spans(seconds: 100) { (20..<80).contains($0) ? nil : 2 }
        #expect(spans == [PlayerSpan(start: 0, until: 100, playerSeconds: 200, peak: 2)])
        var tally = PlayerTally()
        #expect(tally.take(5, at: 0) == nil && tally.take(5, at: 50) == nil)
        #expect(tally.end(at: 40) == PlayerSpan(start: 0, until: 50, playerSeconds: 250, peak: 5))
        #expect(tally.end(at: 60) == nil)
    }

    @Test func `a clock that goes back counts nothing twice`() {
        var tally = PlayerTally()
        #expect(tally.take(5, at: 1000) == nil && tally.take(5, at: 1100) == nil)
        #expect(tally.take(5, at: 500) == PlayerSpan(start: 1000, until: 1100, playerSeconds: 500, peak: 5))
        #expect(tally.end(at: 600) == PlayerSpan(start: 500, until: 600, playerSeconds: 500, peak: 5))
    }
}
