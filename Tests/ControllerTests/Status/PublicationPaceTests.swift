import Testing

@testable import Controller

@Suite struct PublicationPaceTests {
    private let start = ContinuousClock.now

    /// Asks at moments counted in milliseconds, and publishes where it is time, for so many milliseconds each.
    private func published(at moments: [Int], taking time: Int, by pace: inout PublicationPace) -> [Int] {
        var done: [Int] = []
        for moment in moments where pace.isDue(at: start + .milliseconds(moment)) {
            pace.published(from: start + .milliseconds(moment), to: start + .milliseconds(moment + time))
            done.append(moment)
        }
        return done
    }

    @Test func `a fleet whose files take little time is published with every pass`() {
        var pace = PublicationPace()
        #expect(published(at: [0, 500, 1000, 1500], taking: 500, by: &pace) == [0, 500, 1000, 1500])
        #expect(!pace.isBehind)
    }

    @Test func `one whose files take long spends a tenth of the time on them, and is behind meanwhile`() {
        var pace = PublicationPace()
        #expect(published(at: [0], taking: 2000, by: &pace) == [0])
        #expect(!pace.isBehind, "nothing happened since")
        #expect(published(at: [2001, 19_999], taking: 2000, by: &pace) == [])
        #expect(pace.isBehind)
        #expect(published(at: [20_000, 20_401], taking: 400, by: &pace) == [20_000, 20_401], "it got faster")
        #expect(!pace.isBehind)
    }

    @Test func `what was put off is done once, at the end`() {
        var pace = PublicationPace()
        #expect(published(at: [0, 3000], taking: 2000, by: &pace) == [0])
        #expect(pace.isBehind)
        pace.published(from: start + .milliseconds(4000), to: start + .milliseconds(6000))
        #expect(!pace.isBehind)
    }
}
