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
        table.offset(at: instant)
    }

    /// The civil date at `instant`.
    package func date(at instant: Instant) -> CivilDate {
        let local = instant.epochSeconds + offset(at: instant)
        return CivilDate(epochDay: Int(local >= 0 ? local / 86_400 : (local - 86_399) / 86_400))
    }

    /// The first instant of the civil date, plus `seconds` on the wall clock. 24:00 of a date is the start of the next.
    package func start(of date: CivilDate, plus seconds: Int64 = 0) -> Instant {
        let local = Int64(date.epochDay) * 86_400 + seconds
        return Instant(epochSeconds: local - table.offset(atLocal: local))
    }
}

extension CivilZone {
    /// The spans with an index by time, so that a lookup takes a step or two.
    fileprivate final class Table: Sendable {
        let spans: [Span]
        private let origin: Int64
        /// Seconds that one entry of `stretches` covers, as a power of two: about 48 days in a zone of a century.
        private let shift: Int
        private let stretches: [Stretch]

        /// A stretch of time as long as the others.
        private struct Stretch {
            /// The span that it begins in.
            let span: Int
            /// The offset that holds in all of it, and a day before and after; nil where it changes there.
            let offset: Int64?
        }

        init(_ spans: [Span]) {
            let (first, last) = (spans[0].start, spans[spans.count - 1].start)
            let range = UInt64(bitPattern: last.epochSeconds &- first.epochSeconds)
            var shift = 22
            while range >> shift > 4096 { shift += 1 }
            var (stretches, index) = ([Stretch](), 0)
            for entry in 0...Int64(range >> shift) {
                let start = first.adding(seconds: entry << shift)
                while index + 1 < spans.count, spans[index + 1].start <= start { index += 1 }
                let (from, to) = (start.adding(seconds: -86_400), start.adding(seconds: 86_400 + (1 << shift)))
                let isInside = spans[index].start <= from && (index + 1 == spans.count || to <= spans[index + 1].start)
                stretches.append(Stretch(span: index, offset: isInside ? spans[index].offset : nil))
            }
            (self.spans, self.stretches, self.shift, origin) = (spans, stretches, shift, first.epochSeconds)
        }

        func offset(at instant: Instant) -> Int64 {
            let stretch = stretch(at: instant.epochSeconds)
            return stretch.offset ?? spans[index(at: instant, near: stretch.span)].offset
        }

        /// Of a time on the wall clock, as if it were UTC. No zone is a whole day from UTC.
        func offset(atLocal local: Int64) -> Int64 {
            let stretch = stretch(at: local)
            if let offset = stretch.offset { return offset }
            let near = index(at: Instant(epochSeconds: local), near: stretch.span)
            let guess = Instant(epochSeconds: local - spans[near].offset)
            return spans[index(at: guess, near: near)].offset
        }

        private func stretch(at seconds: Int64) -> Stretch {
            stretches[Int(min(max((seconds &- origin) >> shift, 0), Int64(stretches.count - 1)))]
        }

        /// Walks from a span nearby.
        private func index(at instant: Instant, near start: Int) -> Int {
            var index = start
            while index > 0, spans[index].start > instant { index -= 1 }
            while index + 1 < spans.count, spans[index + 1].start <= instant { index += 1 }
            return index
        }
    }
}
