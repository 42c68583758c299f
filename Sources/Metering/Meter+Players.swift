package import Contract
package import Wire

/// How many played on a server over a span of time.
package struct PlayerTime: Equatable, Sendable {
    /// Most at once; nil where nothing is known.
    package let peak: Int?
    package let playerSeconds: Int64
    /// Seconds for which it is known how many played.
    package let known: Int64

    /// Players on average over the known time, in hundredths, rounded half up; nil where nothing is known.
    package var mean: Int64? { known == 0 ? nil : (playerSeconds * 100 + known / 2) / known }
}

extension Meter {
    /// Players of one server in `[from, to)`. No second counts twice, whatever records overlap; time without any is left out.
    ///
    /// A record that lies across an edge counts in proportion, and its peak for both sides.
    package static func players(_ records: [PlayerRecord], from: Instant, to: Instant) -> PlayerTime {
        var (reached, peak) = (from.epochSeconds, Int?.none)
        var (playerSeconds, known) = (Int64(0), Int64(0))
        for record in records.sorted(by: { ($0.start, $0.until, $0.peak) < ($1.start, $1.until, $1.peak) }) {
            let (start, end) = (max(record.start, reached), min(record.until, to.epochSeconds))
            guard start < end else { continue }
            let length = record.until - record.start
            playerSeconds +=
                length == end - start ? record.playerSeconds : record.playerSeconds * (end - start) / length
            known += end - start
            peak = max(peak ?? 0, record.peak)
            reached = end
        }
        return PlayerTime(peak: peak, playerSeconds: playerSeconds, known: known)
    }
}
