import Contract
import Controller
import Foundation
import Testing

@Suite struct CivilZoneLoadTests {
    @Test func `Europe/Paris agrees with the system on both sides of every change`() throws {
        let zone = try CivilZone.load("Europe/Paris")
        let system = try #require(TimeZone(identifier: "Europe/Paris"))
        var (date, changes) = (Date(timeIntervalSince1970: 0), 0)
        while let next = system.nextDaylightSavingTimeTransition(after: date),
            next < Date(timeIntervalSince1970: 4_102_444_800)
        {
            for shift in [-1, 0, 1] as [TimeInterval] {
                let at = next.addingTimeInterval(shift)
                let offset = zone.offset(at: Instant(epochSeconds: Int64(at.timeIntervalSince1970)))
                #expect(offset == Int64(system.secondsFromGMT(for: at)))
            }
            changes += 1
            date = next
        }
        #expect(changes > 200)
    }

    @Test func `civil dates of the contract begin at midnight in Paris`() throws {
        let zone = try CivilZone.load("Europe/Paris")
        let winter = try #require(CivilDate("2010-03-01")), summer = try #require(CivilDate("2010-07-01"))
        #expect(zone.start(of: winter) == Instant(epochSeconds: 1_267_398_000))
        #expect(zone.start(of: summer) == Instant(epochSeconds: 1_277_935_200))
        #expect(zone.date(at: Instant(epochSeconds: 1_267_397_999)) == winter.adding(days: -1))
    }

    @Test func `changes of standard time are found too`() throws {
        // Samoa skipped 2011-12-30; Moscow left summer time for good in 2011 and changed again in 2014.
        for name in ["Pacific/Apia", "Europe/Moscow", "UTC"] {
            let (zone, system) = (try CivilZone.load(name), try #require(TimeZone(identifier: name)))
            for second in stride(from: Int64(0), to: 1_700_000_000, by: 86_400 * 3 + 17) {
                let expected = system.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second)))
                #expect(zone.offset(at: Instant(epochSeconds: second)) == Int64(expected))
            }
        }
    }

    @Test func `an unknown zone is refused with a remedy`() {
        let error = #expect(throws: ZoneError.self) { try CivilZone.load("Mars/Phobos") }
        #expect(error?.description.contains("Mars/Phobos") == true)
    }
}
