import Contract
import Metering
import Testing
import Wire

@Suite struct InterruptionTests {
    @Test(arguments: [(432_000, 432_000), (432_001, 432_001), (1, 1)] as [(Int64, Int64)])
    func `R7.9-01 the length is exact to the second`(down: Int64, expected: Int64) {
        let found = interruptions(records((0, .up), (100, .down), (100 + down, .up)), through: 1_000_000)
        #expect(found == [interruption(100, 100 + down, ended: true)])
        #expect(found.first.map { $0.confirmedThrough.seconds(since: $0.start) } == expected)
    }

    @Test func `AMB-29 a recovery one second below the tolerance does not break it and counts`() {
        let found = interruptions(records((0, .down), (1000, .up), (4599, .down), (5000, .up)), through: 100_000)
        #expect(found == [interruption(0, 5000, ended: true)])
    }

    @Test func `AMB-29 a recovery of exactly the tolerance breaks it`() {
        let found = interruptions(records((0, .down), (1000, .up), (4600, .down), (5000, .up)), through: 100_000)
        #expect(found == [interruption(0, 1000, ended: true), interruption(4600, 5000, ended: true)])
    }

    @Test func `AMB-29 recovered time at the end does not count and does not end it yet`() {
        let recovering = records((0, .down), (1000, .up))
        #expect(interruptions(recovering, through: 4599) == [interruption(0, 1000, ended: false)])
        #expect(interruptions(recovering, through: 4600) == [interruption(0, 1000, ended: true)])
    }

    @Test func `an outage that goes on is confirmed through the last observation`() {
        #expect(interruptions(records((0, .up), (50, .down)), through: 777) == [interruption(50, 777, ended: false)])
    }

    @Test func `unknown time makes two of one and belongs to neither`() {
        let found = interruptions(records((0, .down), (100, .unknown), (200, .down), (300, .up)), through: 10_000)
        #expect(found == [interruption(0, 100, ended: true), interruption(200, 300, ended: true)])
    }

    @Test func `unknown time by itself neither begins nor ends one`() {
        #expect(interruptions(records((0, .up), (100, .unknown)), through: 900_000).isEmpty)
        let silent = interruptions(records((0, .down), (100, .unknown)), through: 900_000)
        #expect(silent == [interruption(0, 100, ended: false)])
    }

    @Test func `unknown time is no recovery, and breaks one`() {
        let half = records((0, .down), (100, .up), (3000, .unknown), (3100, .up))
        #expect(interruptions(half, through: 6699) == [interruption(0, 100, ended: false)])
        #expect(interruptions(half, through: 6700) == [interruption(0, 100, ended: true)])
    }

    @Test func `time before the first record is unknown`() {
        #expect(interruptions(records((500, .down)), through: 600) == [interruption(500, 600, ended: false)])
        #expect(interruptions([], through: 600).isEmpty)
    }

    @Test func `only demanded time counts`() {
        let down = records((0, .down))
        #expect(interruptions(down, through: 10_000, demanded: []).isEmpty)
        let held = interruptions(down, through: 10_000, demanded: [span(100, 200), span(300)])
        #expect(held == [interruption(100, 200, ended: true), interruption(300, 10_000, ended: false)])
    }

    @Test func `demanded spans that touch or overlap are one, in any order`() {
        let spans = [span(300, 900), span(0, 300), span(200, 400), span(900), span(50, 50)]
        #expect(
            interruptions(records((0, .down)), through: 1000, demanded: spans) == [interruption(0, 1000, ended: false)]
        )
    }

    @Test func `a demand that ends after the last observation leaves it open`() {
        let down = records((0, .down))
        #expect(interruptions(down, through: 500, demanded: [span(0, 501)]) == [interruption(0, 500, ended: false)])
        #expect(interruptions(down, through: 501, demanded: [span(0, 501)]) == [interruption(0, 501, ended: true)])
    }

    @Test func `a server still stopped although demanded does not serve`() {
        let late = records((0, .stopped), (500, .down), (600, .up))
        #expect(interruptions(late, through: 9000, demanded: [span(100)]) == [interruption(100, 600, ended: true)])
    }

    @Test func `within one second the later record has the last word`() {
        #expect(interruptions(records((0, .up), (100, .down), (100, .up)), through: 9000).isEmpty)
    }

    @Test func `a demand in the future asks nothing of the past`() {
        #expect(interruptions(records((0, .down)), through: 100, demanded: [span(500)]).isEmpty)
    }
}
