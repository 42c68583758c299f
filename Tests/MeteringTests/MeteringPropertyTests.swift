import Contract
import Metering
import Testing
import Wire

/// Random histories from fixed seeds, compared with a slow clerk who looks at every single second.
@Suite struct MeteringPropertyTests {
    @Test(arguments: 0..<300)
    func `any cut into reports, repetition and order gives what the clerk finds`(seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        let history = History(&random)
        let whole = interruptions(history.records, through: history.through, demanded: history.demanded, tolerance: 20)
        #expect(whole == history.clerk(tolerance: 20))

        // Reports overlap, repeat and arrive in any order; the union of what they hold is the same.
        var received: [IntervalRecord] = []
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let low = Int.random(in: 0...history.records.count, using: &random)
            received += history.records[low...]
        }
        received += history.records
        received.shuffle(using: &random)
        let again = interruptions(
            received,
            through: history.through,
            demanded: history.demanded.reversed(),
            tolerance: 20
        )
        #expect(again == whole)
    }

    @Test(arguments: 0..<200)
    func `what was found early is only completed later`(seed: Int) {
        var random = SplitMix(state: UInt64(seed) &+ 7_000)
        let history = History(&random)
        var before: [Interruption] = []
        for through in stride(from: Int64(0), through: history.through, by: 13) {
            let known = history.records.filter { $0.at <= origin + through }
            let now = interruptions(known, through: through, demanded: history.demanded, tolerance: 20)
            for old in before {
                let new = now.first { $0.start == old.start }
                #expect(new.map { $0.confirmedThrough >= old.confirmedThrough } == true)
                if old.ended { #expect(new == old) }
            }
            before = now
        }
    }

    @Test(arguments: 0..<100)
    func `seconds by class always add up`(seed: Int) {
        var random = SplitMix(state: UInt64(seed) &+ 9_000)
        let history = History(&random)
        let (from, to) = (Int64.random(in: -50...200, using: &random), Int64.random(in: 200...700, using: &random))
        let standings = ServiceStanding.allCases.shuffled(using: &random).enumerated().map { number, standing in
            StandingSpan(from: instant(Int64(number) * 90 - 20), standing: standing, slots: number * 5)
        }
        let time = Meter.serviceTime(
            records: history.records,
            observedThrough: instant(history.through),
            standings: standings,
            from: instant(from),
            to: instant(to)
        )
        #expect(time.total == to - from)
        #expect(time.seconds.values.allSatisfy { $0 >= 0 } && time.configured <= time.sold)
    }

    @Test(arguments: 0..<100)
    func `many stretches at once are what each is alone`(seed: Int) {
        var random = SplitMix(state: UInt64(seed) &+ 11_000)
        let history = History(&random)
        let standings = ServiceStanding.allCases.shuffled(using: &random).enumerated().map { number, standing in
            StandingSpan(from: instant(Int64(number) * 90 - 20), standing: standing, slots: number * 5)
        }
        // Some stretches are empty, as today is at midnight.
        let bounds = (0...12).map { _ in Int64.random(in: -50...700, using: &random) }.sorted().map(instant)
        let through = instant(history.through)
        let together = Meter.serviceTimes(
            records: history.records,
            observedThrough: through,
            standings: standings,
            bounds: bounds + bounds.suffix(1)
        )
        let alone = zip(bounds, bounds.dropFirst() + bounds.suffix(1)).map { from, to in
            Meter.serviceTime(
                records: history.records,
                observedThrough: through,
                standings: standings,
                from: from,
                to: to
            )
        }
        #expect(together == alone)
    }
}

/// A small deterministic generator.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A random life of one server over some hundred seconds.
struct History {
    let records: [IntervalRecord]
    let demanded: [DemandedSpan]
    let through: Int64

    init(_ random: inout SplitMix) {
        var (second, list) = (Int64.random(in: 0...30, using: &random), [IntervalRecord]())
        let kinds: [IntervalRecord.Class] = [.up, .up, .down, .down, .down, .unknown, .stopped]
        while second < 500 {
            let kind = kinds.randomElement(using: &random) ?? .up
            list.append(record(Int64(list.count + 1), second, kind))
            second += Int64.random(in: 0...45, using: &random)
        }
        records = list
        through = Int64.random(in: 400...600, using: &random)
        var spans: [DemandedSpan] = []
        var start = Int64.random(in: 0...60, using: &random)
        while start < 500 {
            let end = start + Int64.random(in: 0...250, using: &random)
            spans.append(span(start, Bool.random(using: &random) ? end : nil))
            start = end + Int64.random(in: 0...40, using: &random)
        }
        demanded = spans
    }

    /// Looks at each second alone and keeps a diary: written straight from AMB-29, without intervals.
    func clerk(tolerance: Int64) -> [Interruption] {
        var found: [Interruption] = []
        var (start, last, up, closedToGrowth): (Int64?, Int64, Int64, Bool) = (nil, 0, 0, false)
        func book(_ ended: Bool) {
            if let begun = start { found.append(interruption(begun, last, ended: ended)) }
            start = nil
            closedToGrowth = false
        }
        for second in 0..<through {
            guard isDemanded(second) else {
                book(true)
                up = 0
                continue
            }
            switch kind(at: second) {
            case .down, .stopped:
                if closedToGrowth { book(true) }
                if start == nil { start = second }
                (last, up) = (second + 1, 0)
            case .up:
                up += 1
                if up >= tolerance { book(true) }
            case .unknown, nil:
                up = 0
                if start != nil { closedToGrowth = true }
            }
        }
        book(!isDemanded(through))
        return found
    }

    private func isDemanded(_ second: Int64) -> Bool {
        demanded.contains { $0.start <= instant(second) && ($0.end.map { instant(second) < $0 } ?? true) }
    }

    private func kind(at second: Int64) -> IntervalRecord.Class? {
        records.last { $0.at <= origin + second }?.kind
    }
}
