import Contract
import Metering
import Testing
import Wire

/// Looks from outside: what is evidence, from when on, and what is none (AMB-29).
@Suite struct OutsideTests {
    private static let interval: Int64 = 60

    /// Looks a minute apart at servers 1001, 1002 … of hosts `a`, `b` …; each text is one look: `+` answered, `-` did not,
    /// a capital letter behind a blank is a host that answered otherwise, `!` is a broken network.
    private func watch(_ looks: [String], hosts: String = "aabbcc", every: Int64 = interval) -> (
        kept: [OutsideRecord], watch: OutsideWatch
    ) {
        var watch = OutsideWatch()
        var kept: [OutsideRecord] = []
        for (index, text) in looks.enumerated() {
            for change in watch.take(look(text, hosts, at: Int64(index) * every), patience: 200) {
                switch change {
                case .keep(let record):
                    kept.removeAll { $0.server == record.server && $0.at == record.at }
                    kept.append(record)
                case .drop(let server, let at): kept.removeAll { $0.server == server && $0.at == at }
                }
            }
        }
        return (kept, watch)
    }

    private func look(_ text: String, _ hosts: String, at second: Int64) -> OutsideLook {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        let samples = zip(parts[0], hosts).enumerated().compactMap { index, pair -> OutsideLook.Sample? in
            guard pair.0 != "." else { return nil }
            return OutsideLook.Sample(
                server: ServerID(number: Int64(1001 + index)),
                host: String(pair.1),
                place: "192.0.2.\(index):20000",
                answered: pair.0 == "+"
            )
        }
        let others = parts.dropFirst().joined()
        return OutsideLook(
            at: instant(second),
            samples: samples,
            reached: Set(others.filter(\.isLetter).map { $0.lowercased() }),
            brokenNetwork: others.contains("!") ? "test" : nil
        )
    }

    private func kinds(_ records: [OutsideRecord], of server: Int64 = 1001) -> [String] {
        records.filter { $0.server.number == server }.sorted { $0.at < $1.at }
            .map { "\($0.kind) \($0.at.seconds(since: instant(0)) / 60)" }
    }

    @Test(
        arguments: [
            (["+", "+", "+"], ["answers 0"]),
            // One packet lost, or two in a row, is no silence, and leaves no trace.
            (["+ A", "- A", "+ A", "- A", "- A", "+ A"], ["answers 0"]),
            // Three in a row are, since the first.
            (["+ A", "- A", "- A", "- A"], ["answers 0", "silent 1"]),
            (["+ A", "- A", "- A"], ["answers 0", "doubt 1"]),
            // One answer alone does not end it; two do, since the first.
            (["- A", "- A", "- A", "+ A", "- A", "- A"], ["silent 0"]),
            (["- A", "- A", "- A", "+ A", "+ A"], ["silent 0", "answers 3"]),
            // Not asked any more: it ends at the last look that asked.
            (["- A", "- A", "- A", "- A", ". A"], ["silent 0", "unknown 3"]),
            (["- A", "- A", ". A"], []),
            // And begins anew when it is asked again.
            (["- A", "- A", "- A", ". A", "- A", "- A", "- A"], ["silent 0", "unknown 2", "silent 4"]),
        ] as [([String], [String])]
    )
    func `AMB-29 a server is silent after three looks in a row, since the first one`(
        looks: [String],
        expected: [String]
    ) {
        #expect(kinds(watch(looks).kept) == expected)
    }

    @Test func `AMB-29 a silent server whose host answers otherwise is silent, whatever other hosts do`() {
        let (kept, watch) = watch(["++++", "-+--", "-+--", "-+--"], hosts: "aabb")
        #expect(kinds(kept) == ["answers 0", "silent 1"])
        // Of `b` nothing answers, and half of the hosts are not most of them.
        #expect(kinds(kept, of: 1003) == ["answers 0", "silent 1"])
        #expect(watch.blindness == nil)
        #expect(
            kept.first { $0.server.number == 1001 && $0.kind == .silent }?.note.contains("its host answers") == true
        )
    }

    @Test(arguments: ["------", "----++", "++++++ !"])
    func `AMB-29 most hosts gone at once, or the own gateway, is the controller's network and nobody's outage`(
        look: String
    ) {
        let (kept, watch) = watch(["++++++"] + Array(repeating: look, count: 10))
        #expect(kept.allSatisfy { $0.kind == .answers }, "\(kept)")
        #expect(watch.blindness?.since == instant(60))
    }

    @Test func `AMB-29 a silence ends as unknown when the controller's network goes, at the last look that saw it`() {
        let (kept, _) = watch(["++++++", "-+++++", "-+++++", "-+++++", "-+++++", "------", "------", "-+++++"])
        #expect(kinds(kept) == ["answers 0", "silent 1", "unknown 4", "doubt 7"])
        #expect(kinds(kept, of: 1002) == ["answers 0"])
    }

    @Test func `AMB-29 hosts that die one after the other keep no voice, and what answers is seen all the same`() {
        // First `a`, then `b`: in the end two of three are dark, and only `c` answers.
        let looks = ["++++++", "--++++", "--++++", "--++++", "----++", "----++", "----++"]
        let (kept, watch) = watch(looks)
        #expect(kinds(kept) == ["answers 0", "silent 1"])
        #expect(kinds(kept, of: 1003) == ["answers 0", "silent 4"])
        #expect(kinds(kept, of: 1005) == ["answers 0"])
        #expect(watch.blindness == nil)
    }

    @Test func `AMB-29 the only host gone dark proves nothing, and refused at its door it proves an outage`() {
        #expect(kinds(watch(["++", "--", "--", "--", "--"], hosts: "aa").kept) == ["answers 0"])
        #expect(kinds(watch(["++", "-- A", "-- A", "-- A"], hosts: "aa").kept) == ["answers 0", "silent 1"])
    }

    @Test func `a controller that was off for long ends silences where it last looked`() {
        var (_, watch) = watch(["- A", "- A", "- A"])
        let changes = watch.take(look("- A", "a", at: 7200), patience: 200)
        var kept: [OutsideRecord] = []
        for case .keep(let record) in changes { kept.append(record) }
        #expect(kinds(kept) == ["unknown 2", "doubt 120"])
        // The same after its books were opened again; a look that is no later says nothing.
        var again = OutsideWatch(
            records: [OutsideRecord(server: ServerID(number: 1001), at: instant(0), kind: .silent, note: "")],
            through: instant(120)
        )
        #expect(again.take(look("+ A", "a", at: 120), patience: 200).isEmpty)
        #expect(again.take(look("- A", "a", at: 180), patience: 200).isEmpty)
        #expect(again.take(look("- A", "a", at: 7200), patience: 200).count == 2)
    }

    @Test func `a server that is asked elsewhere begins anew`() {
        var watch = OutsideWatch()
        for second in [0, 60, 120] as [Int64] { _ = watch.take(look("- A", "a", at: second), patience: 200) }
        let elsewhere = OutsideLook.Sample(
            server: ServerID(number: 1001),
            host: "b",
            place: "192.0.2.99:20000",
            answered: false
        )
        let changes = watch.take(OutsideLook(at: instant(180), samples: [elsewhere], reached: ["b"]), patience: 200)
        #expect(changes.count == 2)
        guard case .keep(let first)? = changes.first else { Issue.record("\(changes)"); return }
        #expect(first.kind == .unknown && first.at == instant(120))
    }

    private func outside(_ changes: (Int64, OutsideRecord.Kind)...) -> [OutsideRecord] {
        changes.map { OutsideRecord(server: ServerID(number: 1001), at: instant($0.0), kind: $0.1, note: "test") }
    }

    @Test func `AMB-29 up for its agent and silent from outside is down; nothing else is changed`() {
        let own = records((0, .up), (100, .down), (200, .unknown), (300, .up), (900, .stopped))
        let looks = outside((0, .answers), (50, .silent), (400, .answers), (500, .silent), (600, .unknown))
        let seen = Meter.intervals(
            records: Meter.seen(own, outside: looks, through: instant(1000)),
            observedThrough: instant(1000)
        )
        let texts: [String] = seen.map { "\($0.kind) \($0.start.seconds(since: instant(0)))" }
        let expected: [String] = [
            "up 0", "down 50", "unknown 200", "down 300", "up 400", "down 500", "unknown 600", "stopped 900",
        ]
        #expect(texts == expected)
        #expect(Meter.seen(own, outside: outside((0, .answers), (50, .doubt)), through: instant(1000)) == own)
        #expect(Meter.seen(own, outside: looks, through: nil) == own)
    }

    @Test func `AMB-29 a silence holds no longer than the last look, and a doubt is not judged before it is dispelled`()
    {
        let own = records((0, .up))
        let looks = outside((0, .answers), (50, .silent))
        let seen = Meter.seen(own, outside: looks, through: instant(80))
        #expect(interruptions(seen, through: 1000) == [interruption(50, 80, ended: false)])
        #expect(Meter.judged(instant(1000), outside: outside((0, .answers), (70, .doubt))) == instant(70))
        #expect(Meter.judged(instant(60), outside: outside((70, .doubt))) == instant(60))
        #expect(Meter.judged(instant(1000), outside: looks) == instant(1000))
    }

    @Test func `time out of reach is told apart from other time down`() {
        let own = records((0, .up), (100, .down), (200, .up))
        let seen = Meter.seen(own, outside: outside((50, .silent), (250, .answers)), through: instant(1000))
        let time = Meter.serviceTime(
            records: seen,
            observedThrough: instant(300),
            standings: [StandingSpan(from: instant(0), standing: .running, slots: 10)],
            from: instant(0),
            to: instant(300)
        )
        #expect(time.seconds[.down] == 200 && time.outOfReach == 100 && time.seconds[.up] == 100)
    }
}
