import Contract
import Testing

@Suite struct RedemptionTests {
    /// 50 slots at 3 %: 1.50 points each month.
    private func earned(under book: Rulebook) throws -> Life {
        var life = try Life.started("2010-01-31", slots: 50, cents: 4000, under: book)
        life.go(to: "2010-04-01")
        return life
    }

    @Test func `R6.12-09 AMB-25 with a value set, whole points become balance, and nothing else`() throws {
        var life = try earned(under: Book.pointsWorthACent)
        #expect(life.account.points == 300)
        let balance = life.account.euroBalance
        try life.record(.pointsRedeemed(hundredths: 200), "2010-04-01")
        #expect(life.account.points == 100 && life.account.euroBalance == balance + 2)
        let movement = try #require(life.posted("redeem").first?.transaction)
        #expect(movement.quantity(.loyalty) == -2 && movement.quantity(.pointsIssued) == 200)
        #expect(life.mails("R6.12-09").count == 1)
        try life.record(.pointsRedeemed(hundredths: 100), "2010-04-01")
        #expect(life.account.points == 0 && life.posted("redeem").count == 2)
    }

    @Test(arguments: [0, -100, 50, 301, 400] as [Int64])
    func `R6.12-09 no more than there is, and no fraction of a cent`(hundredths: Int64) throws {
        var life = try earned(under: Book.pointsWorthACent)
        let before = life.account
        #expect(refusal { try life.record(.pointsRedeemed(hundredths: hundredths), "2010-04-01") } == "R6.12-09")
        #expect(life.account.points == before.points && life.account.euroBalance == before.euroBalance)
    }

    @Test func `R6.12-07 R6.12-08 without a value points stay points`() throws {
        var life = try earned(under: Book.standard)
        #expect(refusal { try life.record(.pointsRedeemed(hundredths: 100), "2010-04-01") } == "R6.12-07")
        #expect(life.account.points == 300)
    }
}
