import Glibc
import Probing
import Wire

extension Supervisor {
    /// Looks at servers that are up share tables of sockets for so long.
    private static let tableSeconds = 5.0
    /// While an attendant has yet to have its virtual server, it is looked for so often.
    private static let attendantSeconds = 0.25

    /// Sends a server's probe when it is due, and takes the result that is there.
    func probe(_ unit: ServerUnit, _ now: Double) {
        guard unit.isServing, let program = unit.desired.program else { return }
        if unit.probe == nil, now >= unit.nextProbe { send(unit, program, now) }
        if let probe = unit.probe, let result = probe.result(now: now) {
            take(unit, program, result, probe.sent, now)
        }
    }

    private func send(_ unit: ServerUnit, _ program: Program, _ now: Double) {
        let planned = Double(program.probe.timeoutMilliseconds) / 1000
        let timeout = unit.health.isFast(at: now) ? min(planned, 0.5) : planned
        let isFresh = unit.health.verdict != .up
        let entry = entry(unit, program)
        if entry == nil, unit.health.isFast(at: now) {
            unit.nextProbe = now + Self.attendantSeconds
            return
        }
        unit.probe = entry.flatMap {
            ProbeSocket(program, entry: $0, isFresh: isFresh, timeout: timeout, now: now, sent: chronicle.now)
        }
        if unit.probe == nil { return take(unit, program, .silence, chronicle.now, now) }
        probed.insert(unit.name)
    }

    private func take(_ unit: ServerUnit, _ program: Program, _ result: ProbeResult, _ sent: Int64, _ now: Double) {
        unit.probe = nil
        awaited.remove(unit.name)
        let before = unit.health
        unit.health.take(
            result,
            holding: holding(unit, program, result, now),
            slots: slots(unit, program, result),
            plan: program.probe,
            sent: sent,
            now: now
        )
        if before.verdict == .up, unit.health.verdict != .up { unit.downSince = before.doubtSince ?? sent }
        if unit.health.verdict == .up, case .answer(let players?, _) = result { count(players, on: unit) }
        if before.players != unit.health.players { dirty.insert(unit.name) }
        if case .answer = result { verifyResize(unit, program, now) }
        unit.nextProbe = now + pause(unit, program, now)
        converge(unit, now)
    }

    /// While a program changes its slots, those of before are as good.
    private func slots(_ unit: ServerUnit, _ program: Program, _ result: ProbeResult) -> Int {
        guard unit.resizing != nil, case .answer(_, let reported?) = result, reported == unit.slots else {
            return program.slots
        }
        return reported
    }

    private func count(_ players: Int, on unit: ServerUnit) {
        guard chronicle.clock.known else { return }
        if let span = unit.tally.take(players, at: chronicle.now) { chronicle.record(unit.name.description, span) }
    }

    /// Keeps what is known of players up to now: the agent ends.
    func endTallies() {
        for unit in units.values { endTally(unit, at: unit.health.doubtSince ?? chronicle.now) }
        chronicle.flush()
    }

    func endTally(_ unit: ServerUnit, at instant: Int64) {
        if let span = unit.tally.end(at: instant) { chronicle.record(unit.name.description, span) }
    }

    private func pause(_ unit: ServerUnit, _ program: Program, _ now: Double) -> Double {
        if unit.health.isFast(at: now) || unit.resizing.map({ now < $0.until }) ?? false {
            return program.probe.kind.leastPause
        }
        // Spread, so that a host's servers are not all asked in the same instant.
        return Double(program.probe.intervalSeconds) * Double.random(in: 0.9...1)
    }

    /// Looks who holds the ports: always before a server counts as up, and once a minute later on.
    private func holding(_ unit: ServerUnit, _ program: Program, _ result: ProbeResult, _ now: Double) -> PortHolding {
        guard let identity = unit.life.process else { return .hidden }
        let answered = result != .silence
        let pause = unit.health.verdict == .up ? 60.0 : unit.health.portLost || !answered ? 1.0 : 0
        guard now >= unit.lookedAt + pause || (answered && unit.health.verdict != .up) else { return .hidden }
        unit.lookedAt = now
        guard unit.health.verdict == .up else { return PortHolding.look(program, processID: identity.processID) }
        if now >= tablesReadAt + Self.tableSeconds { (recentTables, tablesReadAt) = (SocketTables(), now) }
        return PortHolding.look(program, processID: identity.processID, recent: &recentTables)
    }

    /// Asks every serving server at once: what follows shall rest on answers of this time.
    func probeAllNow() {
        for unit in units.values where unit.isServing {
            unit.probe = nil
            unit.nextProbe = 0
            awaited.insert(unit.name)
            wake(unit.name)
        }
    }

    /// What the probes under way wait for.
    func probePolls() -> [(name: ServerName, polled: pollfd)] {
        probed = probed.filter { units[$0]?.probe != nil }
        return probed.compactMap { name in units[name]?.probe.map { (name, $0.polled) } }
    }

    /// Since when servers that count as up have been silent.
    var doubts: [Int64] { units.values.filter(\.isServing).compactMap(\.health.doubtSince) }
}
