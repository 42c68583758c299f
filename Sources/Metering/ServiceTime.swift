import Contract
import Wire

/// What one second of a service was; every second is exactly one of them.
package enum ServiceClass: String, Codable, Sendable, CaseIterable {
    /// It had to run and answered with its slots.
    case up
    /// It had to run and did not answer.
    case down
    /// It had to run, its host reported about that time, and nothing proves either.
    case unknown
    /// It had to run, and its host has not reported about that time.
    case hostUnreachable = "host-unreachable"
    /// Maintenance kept it from running (R7.5-03).
    case maintenance
    /// An unpaid renewal or a hold of another cause kept it from running.
    case held
    /// The client had stopped it.
    case clientStopped = "client-stopped"
    /// It was not leased.
    case absent
}

/// A service's time by class, and its slots over that time.
package struct ServiceTime: Equatable, Sendable {
    /// Seconds in each class; they add up to the whole span.
    package private(set) var seconds = Dictionary(
        uniqueKeysWithValues: ServiceClass.allCases.map { ($0, Int64(0)) }
    )
    /// Those seconds of `down` in which it answered its host's agent, and from outside it did not.
    package private(set) var outOfReach: Int64 = 0
    /// Slots × seconds that were paid for.
    package private(set) var sold: Int64 = 0
    /// Slots × seconds that it was leased and not stopped for want of payment or by anybody's wish: it had to run with them.
    package private(set) var configured: Int64 = 0
    /// Slots × seconds that it answered with.
    package private(set) var online: Int64 = 0

    package init() {}

    mutating func add(_ duration: Int64, _ kind: ServiceClass, of span: StandingSpan, seen: Evidence?) {
        seconds[kind, default: 0] += duration
        if kind == .down, seen?.isOutOfReach == true { outOfReach += duration }
        let slots = Int64(span.slots)
        if span.standing != .absent && span.standing != .unpaid { sold += slots * duration }
        if span.standing == .running { configured += slots * duration }
        if kind == .up { online += (seen?.slotsReported.map(Int64.init) ?? slots) * duration }
    }

    package var total: Int64 { seconds.values.reduce(0, +) }

    /// Seconds in which it had to run.
    package var demanded: Int64 {
        [ServiceClass.up, .down, .unknown, .hostUnreachable].reduce(0) { $0 + (seconds[$1] ?? 0) }
    }

    /// Up per time in which that is known, in millionths; nil where nothing is known.
    package var uptime: Int64? {
        let (up, down) = (seconds[.up] ?? 0, seconds[.down] ?? 0)
        return up + down == 0 ? nil : up * 1_000_000 / (up + down)
    }
}
