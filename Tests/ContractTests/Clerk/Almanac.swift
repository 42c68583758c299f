import Foundation

/// The clerk's own calendar: days counted from 1 January 2009 with nothing but the lengths of months, and Foundation for the
/// hour in Paris. Shares no code with the engine's dates.
enum Almanac {
    struct Day { let year: Int, month: Int, day: Int }

    static let days: [Day] = {
        var days: [Day] = []
        for year in 2009...2024 {
            for month in 1...12 { days += (1...length(month, year)).map { Day(year: year, month: month, day: $0) } }
        }
        return days
    }()

    static func length(_ month: Int, _ year: Int) -> Int {
        if month == 2 { return year % 4 == 0 ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// The k-th monthly return of a day: the same number, or the last day of a shorter month.
    static func monthly(_ start: Int, _ count: Int) -> Int {
        let anchor = days[start]
        var (year, month) = (anchor.year, anchor.month)
        for _ in 0..<count { (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1) }
        let wanted = min(anchor.day, length(month, year))
        var day = start
        while days[day].year != year || days[day].month != month || days[day].day != wanted { day += 1 }
        return day
    }

    /// Seconds since 1970 of a wall-clock time in Paris, and back.
    static func epoch(_ day: Int, _ second: Int) -> Int64 {
        let date = days[day]
        var parts = DateComponents()
        (parts.year, parts.month, parts.day) = (date.year, date.month, date.day)
        (parts.hour, parts.minute, parts.second) = (second / 3600, second / 60 % 60, second % 60)
        return Int64(calendar.date(from: parts)?.timeIntervalSince1970 ?? 0)
    }

    private static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Paris") ?? calendar.timeZone
        return calendar
    }()

    static func name(_ day: Int) -> String {
        let date = days[day]
        return String(format: "%04d-%02d-%02d", date.year, date.month, date.day)
    }
}
