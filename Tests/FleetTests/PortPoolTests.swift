import Fleet
import Testing

@Suite struct PortPoolTests {
    @Test func `ranges are put in order, and those that overlap or touch are one`() throws {
        let pool = try #require(
            PortPool([5000...5009, 2000...2000, 5010...5020, 2005...2009, 2003...2007, 9000...9000])
        )
        #expect(pool.ranges == [2000...2000, 2003...2009, 5000...5020, 9000...9000])
        #expect(pool.description == "2000,2003-2009,5000-5020,9000")
        #expect(pool.bounds == 2000...9000)
        #expect(
            [2000, 2003, 5020].allSatisfy(pool.contains) && ![1999, 2001, 2010, 9001].contains(where: pool.contains)
        )
        #expect(PortPool([ClosedRange<Int>]()) == nil)
    }

    @Test func `a range is never sold when the kernel has all of it`() {
        let pool = PortPool([20_000...20_009, 32_000...33_000, 40_000...40_100])
        #expect(pool?.rangeNeverSold(ephemeral: 32_768...60_999) == 40_000...40_100)
        #expect(pool?.rangeNeverSold(ephemeral: 32_768...40_099) == nil)
    }
}
