package import Contract

/// Judges looks from outside, one after the other (AMB-29). Pure: the same looks give the same records.
///
/// - A server is silent after `failures` looks without an answer in a row, since the first of them; it answers again after
///   `recoveries` looks with one in a row, since the first of them.
/// - Silence is evidence where the host answered otherwise: then the way to it is open. Of a host that is wholly dark it is
///   evidence only while the controller's own network is trusted: its gateway is there, and not most hosts went dark at once.
/// - Without evidence nothing is said of a server, and what was said ends at the last look that had some.
package struct OutsideWatch: Equatable, Sendable {
    /// Since when, and why, looks show nothing.
    package struct Blindness: Equatable, Sendable {
        package let since: Instant
        package let reason: String

        package init(since: Instant, reason: String) {
            self.since = since
            self.reason = reason
        }
    }

    /// Looks in a row without an answer before a server counts as silent.
    package static let failures = 3
    /// Looks in a row with an answer before a silent one counts as answering.
    package static let recoveries = 2

    /// What is known of one server.
    fileprivate struct Course: Equatable {
        var record: OutsideRecord?
        /// What a doubt doubts.
        var before: OutsideRecord?
        var place: String
        /// Looks in a row that speak against `record`, and the first of them.
        var against = 0
        var since: Instant?
    }

    private var courses: [ServerID: Course] = [:]
    /// Hosts that went dark while the network was trusted: they have no voice in whether it is.
    private var dark: Set<String> = []
    /// When the last look was.
    package private(set) var through: Instant?
    package private(set) var blindness: Blindness?

    package init() {}

    /// Goes on from what is kept.
    /// - Parameter dark: hosts of which every server was silent.
    package init(records: [OutsideRecord], through: Instant?, dark: Set<String> = []) {
        self.through = through
        self.dark = dark
        for record in records {
            courses[record.server] = Course(record: record, place: "")
            if record.kind == .doubt { courses[record.server]?.doubted(since: record.at) }
        }
    }

    /// Takes a look; one that is not later than the last tells nothing new.
    /// - Parameter patience: seconds after the last look for which what it said still holds.
    package mutating func take(_ look: OutsideLook, patience: Int64) -> [OutsideChange] {
        if let through, look.at <= through { return [] }
        var changes: [OutsideChange] = []
        if let through, look.at.seconds(since: through) > patience {
            changes += forget(courses.keys, at: through, "nobody looked from outside")
        }
        let trusted = judgeNetwork(look)
        let asked = Dictionary(look.samples.map { ($0.server, $0) }) { $1 }
        changes += forget(courses.keys.filter { asked[$0] == nil }, at: through ?? look.at, "not asked")
        let alive = look.alive
        for sample in look.samples.sorted(by: { $0.server < $1.server }) {
            changes += moved(sample, look)
            if sample.answered {
                changes += answered(sample, look)
            } else if alive.contains(sample.host) || trusted {
                changes += silent(sample, look, hostAnswers: alive.contains(sample.host))
            } else {
                changes += forget([sample.server], at: through ?? look.at, "no evidence: \(blindness?.reason ?? "")")
            }
        }
        through = look.at
        return changes
    }

    /// Whether the silence of a dark host says something of that host.
    private mutating func judgeNetwork(_ look: OutsideLook) -> Bool {
        let alive = look.alive
        dark.subtract(alive)
        let voices = look.hosts.subtracting(dark)
        let lost = voices.subtracting(alive)
        var reason = look.brokenNetwork
        if reason == nil, !look.hosts.isEmpty, alive.isEmpty || lost.count * 2 > voices.count {
            reason = voices.isEmpty ? "no host answers" : "\(lost.count) of \(voices.count) hosts went dark at once"
        }
        guard let reason else {
            dark.formUnion(lost)
            dark.formIntersection(look.hosts)
            blindness = nil
            return true
        }
        blindness = Blindness(since: blindness?.since ?? look.at, reason: reason)
        return false
    }

    /// Asked elsewhere than before, nothing of before says anything.
    private mutating func moved(_ sample: OutsideLook.Sample, _ look: OutsideLook) -> [OutsideChange] {
        let place = courses[sample.server]?.place ?? ""
        defer { courses[sample.server, default: Course(place: "")].place = sample.place }
        guard !place.isEmpty, place != sample.place else { return [] }
        return forget([sample.server], at: through ?? look.at, "moved to \(sample.place)")
    }

    private mutating func answered(_ sample: OutsideLook.Sample, _ look: OutsideLook) -> [OutsideChange] {
        var course = courses[sample.server] ?? Course(place: sample.place)
        defer { courses[sample.server] = course }
        switch course.record?.kind {
        case .answers:
            return []
        case .silent:
            course.count(look.at)
            guard course.against >= Self.recoveries, let since = course.since else { return [] }
            return [course.answers(sample, since)]
        case .doubt:
            return course.dispel() + (course.record?.kind == .answers ? [] : [course.answers(sample, look.at)])
        case .unknown, nil:
            return [course.answers(sample, look.at)]
        }
    }

    private mutating func silent(_ sample: OutsideLook.Sample, _ look: OutsideLook, hostAnswers: Bool)
        -> [OutsideChange]
    {
        var course = courses[sample.server] ?? Course(place: sample.place)
        defer { courses[sample.server] = course }
        if course.record?.kind == .silent {
            (course.against, course.since) = (0, nil)
            return []
        }
        course.count(look.at)
        guard let since = course.since else { return [] }
        let way = hostAnswers ? "its host answers" : "nothing on its host answers, other hosts do"
        guard course.against >= Self.failures else {
            return course.against > 1 ? [] : [course.doubt(sample, since)]
        }
        return [course.become(.silent, sample, since, "does not answer at \(sample.place); \(way)")]
    }

    /// Takes back doubts and ends silences of these servers.
    private mutating func forget(
        _ servers: some Sequence<ServerID>,
        at instant: Instant,
        _ note: String
    ) -> [OutsideChange] {
        var changes: [OutsideChange] = []
        for server in servers.sorted() {
            guard let course = courses[server], let record = course.record else { continue }
            switch record.kind {
            case .answers, .unknown: continue
            case .doubt: changes += courses[server]?.dispel() ?? []
            case .silent:
                let unknown = OutsideRecord(
                    server: server,
                    // Never over the record that it ends.
                    at: max(instant, record.at.adding(seconds: 1)),
                    kind: .unknown,
                    note: note
                )
                changes.append(.keep(unknown))
                courses[server] = Course(record: unknown, place: course.place)
            }
        }
        return changes
    }
}

extension OutsideWatch.Course {
    fileprivate mutating func doubted(since: Instant) { (against, self.since) = (1, since) }

    fileprivate mutating func count(_ at: Instant) {
        against += 1
        since = since ?? at
    }

    fileprivate mutating func answers(_ sample: OutsideLook.Sample, _ at: Instant) -> OutsideChange {
        become(.answers, sample, at, "answers at \(sample.place)")
    }

    fileprivate mutating func doubt(_ sample: OutsideLook.Sample, _ at: Instant) -> OutsideChange {
        let (before, count) = (record, against)
        defer { (self.before, against, since) = (before, count, at) }
        return become(.doubt, sample, at, "no answer at \(sample.place)")
    }

    fileprivate mutating func dispel() -> [OutsideChange] {
        let doubt = record
        (record, before, against, since) = (before, nil, 0, nil)
        return doubt.map { [.drop($0.server, at: $0.at)] } ?? []
    }

    fileprivate mutating func become(
        _ kind: OutsideRecord.Kind,
        _ sample: OutsideLook.Sample,
        _ instant: Instant,
        _ note: String
    ) -> OutsideChange {
        let next = OutsideRecord(server: sample.server, at: instant, kind: kind, note: note)
        (record, before, against, since) = (next, nil, 0, nil)
        return .keep(next)
    }
}
