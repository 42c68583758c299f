import Contract

extension Instant {
    /// `2026-03-01T10:00:00Z`
    var utcText: String {
        let day = epochSeconds >= 0 ? epochSeconds / 86_400 : (epochSeconds - 86_399) / 86_400
        let second = epochSeconds - day * 86_400
        let clock = [second / 3600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "\(CivilDate(epochDay: Int(day)))T\(clock.joined(separator: ":"))Z"
    }
}
