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
    /// Shared, because every date of every account looks into it: a copy must cost one reference.
    private let table: Table

    /// `spans` in ascending order; the first also covers everything before it. At least one.
    package init(name: String, spans: [Span]) {
        precondition(!spans.isEmpty, "a zone has at least one offset")
        self.name = name
        table = Table(spans)
    }

    /// UTC itself.
    package static let utc = CivilZone(name: "UTC", spans: [Span(start: Instant(epochSeconds: 0), offset: 0)])

    package static func == (left: CivilZone, right: CivilZone) -> Bool {
        left.name == right.name && left.table.spans == right.table.spans
    }

    /// Seconds to add to UTC at `instant`.
    package func offset(at instant: Instant) -> Int64 {
        table.spans[table.index(at: instant)].offset
    }

    /// The civil date at `instant`.
    package func date(at instant: Instant) -> CivilDate {
        let local = instant.epochSeconds + offset(at: instant)
        return CivilDate(epochDay: Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400))
    }

    /// The first instant of the civil date, plus `seconds` on the wall clock. 24:00 of a date is the start of the next.
    package func start(of date: CivilDate, plus seconds: Int64 = 0) -> Instant {
        let local = Int64(date.epochDay) * 86_400 + seconds
        let near = table.index(at: Instant(epochSeconds: local))
        let guess = Instant(epochSeconds: local - table.spans[near].offset)
        return Instant(epochSeconds: local - table.spans[table.index(at: guess, near: near)].offset)
    }
}

extension CivilZone {
    /// The spans with an index by time, so that a lookup takes a step or two.
    fileprivate final class Table: Sendable {
        let spans: [Span]
        private let origin: Int64
        /// Seconds that one entry of `hints` covers, as a power of two: about 48 days in a zone of a century.
        private let shift: Int
        /// For the beginning of each stretch of time, the span that it lies in.
        private let hints: [Int]

        init(_ spans: [Span]) {
            let (first, last) = (spans[0].start, spans[spans.count - 1].start)
            let range = UInt64(bitPattern: last.epochSeconds &- first.epochSeconds)
            var shift = 22
            while range >> shift > 4096 { shift += 1 }
            var (hints, index) = ([Int](), 0)
            for entry in 0...Int64(range >> shift) {
                let start = first.adding(seconds: entry << shift)
                while index + 1 < spans.count, spans[index + 1].start <= start { index += 1 }
                hints.append(index)
            }
            (self.spans, self.hints, self.shift, origin) = (spans, hints, shift, first.epochSeconds)
        }

        func index(at instant: Instant) -> Int {
            let entry = (instant.epochSeconds &- origin) >> shift
            return index(at: instant, near: hints[Int(min(max(entry, 0), Int64(hints.count - 1)))])
        }

        /// Walks from a span nearby.
        func index(at instant: Instant, near start: Int) -> Int {
            var index = start
            while index > 0, spans[index].start > instant { index -= 1 }
            while index + 1 < spans.count, spans[index + 1].start <= instant { index += 1 }
            return index
        }
    }
}
