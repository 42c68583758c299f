package import Contract

extension CivilZone {
    /// Reads `2026-03-01`, `2026-03-01 12:30` or `2026-03-01 12:30:05` on this zone's wall clock; a date alone is its
    /// 00:00. Nil for anything else.
    package func instant(_ text: String) -> Instant? {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
        guard (1...2).contains(parts.count), let date = CivilDate(String(parts[0])) else { return nil }
        guard parts.count == 2 else { return start(of: date) }
        let numbers = parts[1].split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard (2...3).contains(numbers.count), let hour = numbers[0], let minute = numbers[1],
            let second = numbers.count == 3 ? numbers[2] : 0, (0..<24).contains(hour), (0..<60).contains(minute),
            (0..<60).contains(second)
        else { return nil }
        return start(of: date, plus: hour * 3600 + minute * 60 + second)
    }
}
