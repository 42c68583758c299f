import Contract
import Metering
import Wire

/// Records and instants for tests, counted in seconds from a fixed start.
let origin: Int64 = 1_265_000_000

func instant(_ second: Int64) -> Instant { Instant(epochSeconds: origin + second) }

func record(_ sequence: Int64, _ second: Int64, _ kind: IntervalRecord.Class) -> IntervalRecord {
    IntervalRecord(
        sequence: sequence,
        server: "srv-1001",
        at: origin + second,
        kind: kind,
        evidence: Evidence(
            generation: 1,
            processID: nil,
            answered: kind == .up,
            players: nil,
            slotsReported: nil,
            exitCode: nil,
            note: "\(kind) since record \(sequence)"
        )
    )
}

/// Records from pairs of (second, class), numbered in order.
func records(_ changes: (Int64, IntervalRecord.Class)...) -> [IntervalRecord] {
    changes.enumerated().map { record(Int64($0.offset + 1), $0.element.0, $0.element.1) }
}

func span(_ start: Int64, _ end: Int64? = nil) -> DemandedSpan {
    DemandedSpan(start: instant(start), end: end.map(instant))
}

func interruption(_ start: Int64, _ through: Int64, ended: Bool) -> Interruption {
    Interruption(start: instant(start), confirmedThrough: instant(through), ended: ended, cause: .technical)
}

func interruptions(
    _ records: [IntervalRecord],
    through: Int64,
    demanded: [DemandedSpan] = [span(0)],
    tolerance: Int64 = Meter.defaultTolerance
) -> [Interruption] {
    Meter.interruptions(
        records: records,
        observedThrough: instant(through),
        demanded: demanded,
        tolerance: tolerance
    )
}
