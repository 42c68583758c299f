package import Contract
package import Metering

/// What the days of a server, or of all servers of a host together, were: seconds by class, one entry a civil day.
package struct UptimeDays: Hashable, Sendable {
    /// How many days are kept: the last of them is today, up to now.
    package static let length = 90

    package let from: CivilDate
    package private(set) var days: [[ServiceClass: Int64]]

    /// - Parameter times: of one day each, from `from` on.
    package init(from: CivilDate, times: [ServiceTime]) {
        self.from = from
        days = times.map { $0.seconds.filter { $0.value > 0 } }
    }

    /// Adds the same days of another server.
    mutating func add(_ other: UptimeDays) {
        for (index, day) in other.days.enumerated() where index < days.count {
            days[index].merge(day, uniquingKeysWith: +)
        }
    }
}

/// ``UptimeDays`` in the status files. A class without a second is absent.
struct UptimeEntry: Encodable, Hashable {
    let from: String
    let days: [[String: Int64]]

    init(_ uptime: UptimeDays) {
        from = uptime.from.description
        days = uptime.days.map { day in Dictionary(uniqueKeysWithValues: day.map { ($0.key.rawValue, $0.value) }) }
    }
}
