import Contract
import Metering
import Testing
import Wire

@Suite struct PlayerTests {
    private func record(_ start: Int64, _ until: Int64, _ mean: Int64, peak: Int, sequence: Int64 = 1) -> PlayerRecord {
        PlayerRecord(
            sequence: sequence,
            server: "srv-1001",
            start: origin + start,
            until: origin + until,
            playerSeconds: mean * (until - start),
            peak: peak
        )
    }

    @Test func `peak and mean are of the known time alone`() {
        let time = Meter.players(
            [record(0, 100, 4, peak: 9), record(300, 400, 1, peak: 1)],
            from: instant(0),
            to: instant(1000)
        )
        #expect(time.peak == 9 && time.mean == 250 && time.known == 200)
    }

    @Test func `what is known twice counts once, in any order, and edges cut in proportion`() {
        let records = [record(100, 300, 6, peak: 6, sequence: 2), record(0, 200, 2, peak: 3)]
        let time = Meter.players(records, from: instant(50), to: instant(250))
        // 150 s of the first, then 50 s of the second.
        #expect(time.playerSeconds == 300 + 300 && time.known == 200 && time.peak == 6)
        #expect(Meter.players(records.reversed() + records, from: instant(50), to: instant(250)) == time)
    }

    @Test func `nothing known has neither peak nor mean`() {
        let time = Meter.players([record(0, 100, 4, peak: 9)], from: instant(100), to: instant(200))
        #expect(time.peak == nil && time.mean == nil && time.known == 0)
    }
}
