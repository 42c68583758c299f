/// A time zone as data: the instants at which its offset from UTC changes.
///
/// The table is read from the system's zone data at the program's edge, so that the core stays pure and the same facts
/// give the same journal on every machine.
package struct CivilZone: Equatable, Sendable {
    /// From `start` on, local time is UTC plus `offset` seconds.
    package struct Span: Equatable, Sendable {
        package let start: Instant
        package let offset: Int64

        package init(start: Instant, offset: Int64) {
            self.start = start
            self.offset = offset
        }
    }

    package let name: String
    private let spans: [Span]

    /// `spans` in ascending order; the first also covers everything before it. At least one.
    package init(name: String, spans: [Span]) {
        precondition(!spans.isEmpty, "a zone has at least one offset")
        self.name = name
        self.spans = spans
    }

    /// UTC itself.
    package static let utc = CivilZone(name: "UTC", spans: [Span(start: Instant(epochSeconds: 0), offset: 0)])

    /// Seconds to add to UTC at `instant`.
    package func offset(at instant: Instant) -> Int64 {
        var low = 0
        var high = spans.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if spans[middle].start <= instant { low = middle } else { high = middle }
        }
        return spans[low].offset
    }

    /// The civil date at `instant`.
    package func date(at instant: Instant) -> CivilDate {
        let local = instant.epochSeconds + offset(at: instant)
        return CivilDate(epochDay: Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400))
    }

    /// The first instant of the civil date, plus `seconds` on the wall clock. 24:00 of a date is the start of the next.
    package func start(of date: CivilDate, plus seconds: Int64 = 0) -> Instant {
        let local = Int64(date.epochDay) * 86_400 + seconds
        let guess = Instant(epochSeconds: local - offset(at: Instant(epochSeconds: local)))
        return Instant(epochSeconds: local - offset(at: guess))
    }
}
