import Contract

/// Writes instants as `2010-02-02T03:58:00Z`.
enum UTCTime {
    static func text(_ instant: Instant) -> String {
        let ofDay = ((instant.epochSeconds % 86_400) + 86_400) % 86_400
        let date = CivilDate(epochDay: Int((instant.epochSeconds - ofDay) / 86_400))
        return "\(date)T\(two(ofDay / 3600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))Z"
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
