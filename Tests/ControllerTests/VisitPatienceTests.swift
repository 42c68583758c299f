import Testing

@testable import Controller

@Suite struct VisitPatienceTests {
    @Test func `hosts that do not answer are waited for half a second, and as long after the last that did`() {
        #expect(waited { _ in 0 } == .milliseconds(500))
        #expect(waited { _ in 40 } == .milliseconds(600), "all others have ended at once")
    }

    @Test func `many that end one after the other are waited for, yet not for ever`() {
        #expect(waited { $0 } == .seconds(5))
        #expect(waited { min($0 / 4, 6) } == .milliseconds(2900), "one in four stretches, the last in the 24th")
    }

    /// - Parameter ended: how many have ended after so many stretches.
    private func waited(_ ended: (Int) -> Int) -> Duration {
        var patience = VisitPatience()
        var stretches = 1
        while patience.goesOn(ended: ended(stretches)) { stretches += 1 }
        return VisitPatience.stretch * stretches
    }
}
