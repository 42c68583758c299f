import ArgumentParser
import Contract
import Controller

/// Times as people type them: a civil date, with a time of day where it matters.
enum CivilTime {
    /// Reads `2026-03-01`, `2026-03-01 12:30` or `2026-03-01 12:30:05` in a zone; a date alone is its 00:00.
    static func parse(_ text: String, zone: CivilZone) throws -> Instant {
        guard let instant = zone.instant(text) else {
            throw ValidationError("\(text) is not a time; write 2026-03-01, 2026-03-01 12:30 or 2026-03-01 12:30:05.")
        }
        return instant
    }
}

/// A span of elapsed time: `10d`, `12h`, `30m`, `45s`, or several: `5d1s`.
struct Span: ExpressibleByArgument {
    let seconds: Int64

    init?(argument: String) {
        let units: [Character: Int64] = ["d": 86_400, "h": 3600, "m": 60, "s": 1]
        var total: Int64 = 0
        var digits = ""
        for character in argument where character != " " {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = units[character], let count = Int64(digits), count < 1_000_000 else { return nil }
            total += count * unit
            digits = ""
        }
        guard digits.isEmpty, total > 0 else { return nil }
        seconds = total
    }
}
