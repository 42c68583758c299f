import Contract
import Foundation
import Testing

@Suite struct TimeTests {
    @Test func `every date of 1970 to 2100 is that of Foundation's calendar`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let last = try #require(CivilDate(year: 2100, month: 12, day: 31)).epochDay
        for number in 0...last {
            let date = CivilDate(epochDay: number)
            let parts = calendar.dateComponents(
                [.year, .month, .day],
                from: Date(timeIntervalSince1970: Double(number) * 86_400)
            )
            guard date.year == parts.year, date.month == parts.month, date.day == parts.day, date.epochDay == number,
                CivilDate(date.description) == date
            else {
                Issue.record("day \(number) is \(date)")
                return
            }
        }
    }

    @Test(arguments: ["2010-02-29", "2010-13-01", "2010-00-10", "2010-1-01", "x", "", "2010-04-31", "2010-01-01 "])
    func `a date that does not exist is not read`(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func `months are added to the anchor and clamped, as Foundation does`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let first = day("2011-01-01").epochDay
        for number in first..<(first + 1461) where number % 3 == 0 || CivilDate(epochDay: number).day > 27 {
            let date = Date(timeIntervalSince1970: Double(number) * 86_400)
            for months in [0, 1, 2, 11, 12, 13, 120] {
                let wanted = try #require(calendar.date(byAdding: .month, value: months, to: date))
                let found = CivilDate(epochDay: number).adding(months: months)
                #expect(found.epochDay == Int(wanted.timeIntervalSince1970) / 86_400)
            }
        }
    }

    @Test func `every half hour around a change of daylight saving time has the system's offset and date`() throws {
        let zone = try #require(TimeZone(identifier: "Europe/Paris"))
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        var changes = 0
        var date = Date(timeIntervalSince1970: 0)
        while let next = zone.nextDaylightSavingTimeTransition(after: date),
            next < Date(timeIntervalSince1970: 4_102_444_800)
        {
            changes += 1
            for half in -60...60 {
                for second in [-1, 0] {
                    let moment = next.addingTimeInterval(Double(half * 1800 + second))
                    let instant = Instant(epochSeconds: Int64(moment.timeIntervalSince1970))
                    guard Book.paris.offset(at: instant) == zone.secondsFromGMT(for: moment) else {
                        Issue.record("\(moment)")
                        return
                    }
                    let parts = calendar.dateComponents([.year, .month, .day], from: moment)
                    let found = Book.paris.date(at: instant)
                    #expect(found.year == parts.year && found.month == parts.month && found.day == parts.day)
                }
            }
            date = next
        }
        #expect(changes > 200)
    }

    @Test(arguments: [[0], [0, 864_000, 867_600, 34_560_000], [-90_000, 0, 4_194_304, 8_388_608, 8_388_609]])
    func `a zone of few changes, or of close ones, is read as by walking through all`(starts: [Int64]) {
        let spans = starts.enumerated().map { index, start in
            CivilZone.Span(start: Instant(epochSeconds: start), offset: [3600, -7200, 50_400][index % 3])
        }
        let zone = CivilZone(name: "Test/Close", spans: spans)
        let instants = (-2000...30_000).flatMap { half in
            [-1, 0].map { Instant(epochSeconds: Int64(half * 1800 + $0)) }
        }
        let wrong = instants.first { instant in
            let span = spans.last { $0.start <= instant } ?? spans[0]
            return zone.offset(at: instant) != span.offset
        }
        #expect(wrong == nil)
    }

    @Test func `a civil day begins when the system's calendar says so`() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Paris") ?? .gmt
        for number in stride(from: day("2009-01-01").epochDay, to: day("2040-01-01").epochDay, by: 1) {
            let date = CivilDate(epochDay: number)
            let start = Book.paris.start(of: date)
            let noon = Date(timeIntervalSince1970: Double(number) * 86_400 + 43_200)
            #expect(Int64(calendar.startOfDay(for: noon).timeIntervalSince1970) == start.epochSeconds)
            #expect(Book.paris.date(at: start) == date)
            #expect(Book.paris.date(at: start.adding(seconds: -1)) == date.adding(days: -1))
        }
    }
}
