import Contract
import Fleet
import Metering
import Store
import Wire

/// Measures interruptions from the agents' records and the looks from outside, and tells the contract of those that could matter to it.
///
/// Told are interruptions of at least the recovery tolerance: when they end, when they pass the refund's threshold, and
/// once a day while they last. The interval records keep the shorter ones. What began longer ago than the contract
/// remembers is not told again.
struct Outages {
    let workspace: Workspace
    let now: Instant
    /// Up to when all that the host's records say was told; nil where that is not known. A server that had been well for long
    /// by then, and still is, brings no news and is not measured anew.
    let told: Instant?

    func record(for servers: [ServerRecord], on host: String, into report: inout PassReport) throws {
        guard let observed = try workspace.store.observedThrough(host) else { return }
        // The host's clock may be ahead of this machine's, and the contract takes nothing from the future.
        let through = min(observed, now)
        for server in try servers.filter(mayBringNews(on: host)) { try tell(of: server, until: through, &report) }
    }

    /// Servers that were given up with their host and have no other yet: that nothing serves them needs nobody's report.
    func recordHomeless(into report: inout PassReport) throws {
        for server in try workspace.store.unplacedServers() where server.demand.state == .running {
            guard try !workspace.store.intervals(of: server.id).isEmpty else { continue }
            try tell(of: server, until: now, &report)
        }
    }

    private func tell(of server: ServerRecord, until through: Instant, _ report: inout PassReport) throws {
        guard let account = try workspace.store.account(server.account),
            let subscription = account[server.id.subscription],
            let terms = workspace.book.terms[subscription.order.terms]
        else { return }
        let horizon = terms.interruptionHorizon(at: now, in: workspace.book.zone)
        // Somewhat more, so that one that begins at the horizon is not the rest of an older one.
        let since = horizon.adding(seconds: -32 * 86_400)
        let seen = try workspace.store.seenIntervals(of: server.id, since: since)
        let measured = Meter.interruptions(
            records: seen.records,
            observedThrough: seen.judged(through),
            demanded: subscription.demandedSpans.map { DemandedSpan(start: $0.from, end: $0.to) },
            tolerance: terms.recoveryTolerance
        )
        for interruption in measured
        where interruption.start >= horizon && isNews(interruption, beside: subscription.interruptions, terms) {
            _ = try report.tell(
                .interruptionMeasured(subscription.id, interruption),
                of: server.account,
                in: workspace,
                occurredAt: interruption.start
            )
        }
    }

    /// Those that something happened to lately, or that are not well now.
    private func mayBringNews(on host: String) throws -> (ServerRecord) -> Bool {
        guard let told else { return { _ in true } }
        let quiet = told.adding(seconds: -longestSilence)
        let doubtful = try workspace.store.outsideTrouble(on: host, since: quiet)
        return { !$0.isWell(since: quiet) || doubtful.contains($0.id) }
    }

    /// An interruption is told as ended at the latest so many seconds after its end; with a day to spare.
    private var longestSilence: Int64 { (workspace.book.terms.values.map(\.recoveryTolerance).max() ?? 0) + 86_400 }

    private func isNews(_ measured: Interruption, beside known: [Interruption], _ terms: Terms) -> Bool {
        guard measured.length >= terms.recoveryTolerance else { return false }
        guard let before = known.first(where: { $0.start == measured.start }) else { return true }
        if before.ended || measured.length <= before.length && measured.ended == before.ended { return false }
        let threshold = Int64(terms.parameters.outageThresholdDays.value) * 86_400
        return measured.ended || (before.length <= threshold && measured.length > threshold)
            || measured.length - before.length >= 86_400
    }
}

extension ServerRecord {
    /// Whether it has been all that time as it must be.
    fileprivate func isWell(since start: Instant) -> Bool {
        guard isSettled, let observed, observed.state != .failed else { return false }
        return observed.since <= start.epochSeconds
    }
}

extension Interruption {
    fileprivate var length: Int64 { confirmedThrough.seconds(since: start) }
}
