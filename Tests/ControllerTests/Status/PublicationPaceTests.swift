import Testing

@testable import Controller

@Suite struct PublicationPaceTests {
    private let start = ContinuousClock.now

    @Test func `a fleet whose files take little time is published with every pass`() {
        var pace = PublicationPace()
        for pass in 0..<5 {
            let moment = start + .milliseconds(500 * pass)
            #expect(pace.isDue(at: moment) && !pace.isBehind)
            pace.published(from: moment, to: moment + .milliseconds(500))
        }
    }

    @Test func `one whose files take long spends a tenth of the time on them, and is behind meanwhile`() {
        var pace = PublicationPace()
        #expect(pace.isDue(at: start))
        pace.published(from: start, to: start + .seconds(2))
        #expect(!pace.isBehind, "nothing happened since")
        #expect(!pace.isDue(at: start + .seconds(19)) && pace.isBehind)
        #expect(pace.isDue(at: start + .seconds(20)) && !pace.isBehind)
        pace.published(from: start + .seconds(20), to: start + .milliseconds(20_400))
        #expect(pace.isDue(at: start + .milliseconds(20_401)), "it got faster")
    }

    @Test func `what was put off is done once, at the end`() {
        var pace = PublicationPace()
        pace.published(from: start, to: start + .seconds(2))
        #expect(!pace.isDue(at: start + .seconds(3)) && pace.isBehind)
        pace.published(from: start + .seconds(4), to: start + .seconds(6))
        #expect(!pace.isBehind)
    }
}
