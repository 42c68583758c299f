import Contract
import Metering
import Testing
import Wire

@Suite struct ServiceTimeTests {
    private func time(
        _ records: [IntervalRecord],
        through: Int64?,
        _ standings: [(Int64, ServiceStanding, Int)],
        _ from: Int64 = 0,
        _ to: Int64
    ) -> ServiceTime {
        Meter.serviceTime(
            records: records,
            observedThrough: through.map(instant),
            standings: standings.map { StandingSpan(from: instant($0.0), standing: $0.1, slots: $0.2) },
            from: instant(from),
            to: instant(to)
        )
    }

    private func classes(_ time: ServiceTime) -> [ServiceClass: Int64] { time.seconds.filter { $0.value > 0 } }

    @Test func `what the contract wanted decides before what was seen`() {
        let found = time(
            records((0, .up)),
            through: 700,
            [
                (100, .running, 10), (200, .clientStopped, 10), (300, .maintenance, 10), (400, .held, 10),
                (500, .unpaid, 10), (600, .absent, 10),
            ],
            0,
            700
        )
        #expect(classes(found) == [.absent: 200, .up: 100, .clientStopped: 100, .maintenance: 100, .held: 200])
        #expect(found.sold == 4000 && found.configured == 1000 && found.online == 1000)
    }

    @Test func `of a server that must run the records speak, up to the last report and not after it`() {
        let found = time(
            records((100, .up), (200, .down), (260, .stopped), (300, .unknown), (350, .up)),
            through: 400,
            [(50, .running, 10)],
            0,
            1000
        )
        #expect(classes(found) == [.absent: 50, .unknown: 100, .up: 150, .down: 100, .hostUnreachable: 600])
        #expect(found.uptime == 600_000)
    }

    @Test func `a host that never reported is unreachable, and nothing is known of its uptime`() {
        let found = time([], through: nil, [(0, .running, 10)], 0, 60)
        #expect(classes(found) == [.hostUnreachable: 60] && found.uptime == nil && found.online == 0)
    }

    @Test func `slots are counted by the second with what was paid and what the server answered`() {
        let evidence = Evidence(
            generation: 2,
            processID: nil,
            answered: true,
            players: nil,
            slotsReported: 8,
            exitCode: nil,
            note: "eight"
        )
        let reports = IntervalRecord(sequence: 9, server: "srv-1001", at: origin + 100, kind: .up, evidence: evidence)
        let found = time(records((0, .up)) + [reports], through: 300, [(0, .running, 10), (200, .running, 20)], 0, 300)
        #expect(found.sold == 10 * 200 + 20 * 100 && found.configured == found.sold)
        #expect(found.online == 10 * 100 + 8 * 200)
    }

    @Test func `a span without time has none`() {
        #expect(time(records((0, .up)), through: 9, [(0, .running, 1)], 5, 5).total == 0)
    }
}
