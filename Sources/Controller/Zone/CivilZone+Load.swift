package import Contract
import Foundation

extension CivilZone {
    /// Reads a zone's offsets from 1970 to 2100 out of the system's zone data.
    ///
    /// Looks at every fifth day and closes in on each change of the offset, so that changes of standard time are found as
    /// well as those of daylight saving. Throws for a name that the system does not know.
    package static func load(_ identifier: String) throws(ZoneError) -> CivilZone {
        guard let zone = TimeZone(identifier: identifier) else { throw .unknown(identifier) }
        let offset = { (second: Int64) in
            Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second))))
        }
        var spans = [Span(start: Instant(epochSeconds: 0), offset: offset(0))]
        for second in stride(from: 0, to: endOf2100, by: step) {
            var (before, after) = (second, second + Int64(step))
            let last = offset(before)
            guard offset(after) != last else { continue }
            while after - before > 1 {
                let middle = (before + after) / 2
                if offset(middle) == last { before = middle } else { after = middle }
            }
            spans.append(Span(start: Instant(epochSeconds: after), offset: offset(after)))
        }
        return CivilZone(name: identifier, spans: spans)
    }

    private static let step = 5 * 86_400
    private static let endOf2100: Int64 = 4_133_980_800
}
