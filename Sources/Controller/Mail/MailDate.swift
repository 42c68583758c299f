import Contract

/// Dates in mails, from own tables: locale data differs between systems, and a notice must not.
enum MailDate {
    /// The `Date` header: `Tue, 02 Feb 2010 04:58:00 +0100`.
    static func text(_ instant: Instant, offset: Int64) -> String {
        let (date, time) = local(instant, offset: offset)
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][((date.epochDay % 7) + 7) % 7]
        let month = english[date.month - 1].prefix(3)
        let minutes = abs(offset) / 60
        let zone = "\(offset < 0 ? "-" : "+")\(two(minutes / 60))\(two(minutes % 60))"
        return "\(weekday), \(two(Int64(date.day))) \(month) \(date.year) \(time) \(zone)"
    }

    /// `2 February 2010` or `2 février 2010`.
    static func text(_ date: CivilDate, _ language: MailLanguage) -> String {
        switch language {
        case .en: "\(date.day) \(english[date.month - 1]) \(date.year)"
        case .fr: "\(date.day == 1 ? "1er" : "\(date.day)") \(french[date.month - 1]) \(date.year)"
        }
    }

    /// `2 February 2010, 04:58:00 (Europe/Paris)`.
    static func text(_ instant: Instant, _ zone: CivilZone, _ language: MailLanguage) -> String {
        let (date, time) = local(instant, offset: zone.offset(at: instant))
        return "\(text(date, language)), \(time) (\(zone.name))"
    }

    private static func local(_ instant: Instant, offset: Int64) -> (CivilDate, String) {
        let seconds = instant.epochSeconds + offset
        let ofDay = ((seconds % 86_400) + 86_400) % 86_400
        let date = CivilDate(epochDay: Int((seconds - ofDay) / 86_400))
        return (date, "\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))")
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let french = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ]
}
