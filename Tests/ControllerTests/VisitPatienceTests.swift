import Testing

@testable import Controller

@Suite struct VisitPatienceTests {
    @Test func `hosts that do not answer are waited for once`() {
        var patience = VisitPatience()
        #expect(!goesOn(&patience, [0]))
        patience = VisitPatience()
        #expect(goesOn(&patience, [40]) && !goesOn(&patience, [40]), "all others have ended")
    }

    @Test func `many that end one after the other are waited for, yet not for ever`() {
        var patience = VisitPatience()
        #expect(goesOn(&patience, [100, 200, 300, 400, 500, 600, 700, 800, 900]))
        #expect(!goesOn(&patience, [1000]))
    }

    private func goesOn(_ patience: inout VisitPatience, _ ended: [Int]) -> Bool {
        ended.map { patience.goesOn(ended: $0) }.allSatisfy { $0 }
    }
}
