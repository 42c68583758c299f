import Contract
import Metering
import Testing
import Wire

@Suite struct IntervalTests {
    @Test func `intervals touch, carry evidence and host, and join neighbours of one class`() {
        let found = Meter.intervals(
            records: records((0, .up), (10, .up), (20, .down), (25, .unknown)),
            observedThrough: instant(30),
            host: "alpha"
        )
        let expected: [(Int64, Int64, IntervalRecord.Class, String)] = [
            (0, 20, .up, "up since record 1"), (20, 25, .down, "down since record 3"),
            (25, 30, .unknown, "unknown since record 4"),
        ]
        #expect(
            found
                == expected.map {
                    Interval(start: instant($0.0), end: instant($0.1), kind: $0.2, note: $0.3, host: "alpha")
                }
        )
    }

    @Test func `records past the last observation wait`() {
        let found = Meter.intervals(records: records((0, .up), (50, .down)), observedThrough: instant(50))
        #expect(found.map(\.kind) == [.up])
        #expect(found.last?.end == instant(50))
    }
}
