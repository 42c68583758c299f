import Contract
import Fleet
import Store

extension Controller {
    /// Visits all hosts at once. One that is slow to answer has its own time limit, and its visit goes on while the next
    /// passes do: a dead host delays nobody.
    ///
    /// With the first visits nothing is destroyed: first it must be known what the hosts say of the books.
    func visitHosts(at now: Instant, isFirst: Bool = false) async throws -> PassReport {
        let hosts = try workspace.store.hosts()
        await forgetHosts(except: hosts)
        var total = PassReport()
        let verdict = try brakes.look(in: workspace, at: now)
        let begun = await beginVisits(to: hosts, at: now, isFirst ? verdict.withoutDestroying : verdict, &total)
        for ended in await visits.ended() {
            // A host that was removed meanwhile is nobody's concern.
            guard try workspace.store.host(ended.visit.host.name) != nil else { continue }
            var report = take(ended, at: now)
            // What it found settled before this pass placed servers may be settled no more.
            if !begun.contains(ended.visit.host.name), case .success = ended.result { report.isSettled = false }
            total.add(report)
        }
        for name in await visits.underWay { total.add(.waiting(for: name, after: backOffs[name])) }
        return total
    }

    /// Hosts whose last visit failed or has not ended in time: nothing is placed there now.
    func silentHosts() async throws -> Set<String> {
        Set(try workspace.store.hosts().map(\.name)).subtracting(answering).union(await visits.underWay)
    }

    private func beginVisits(
        to hosts: [Host],
        at now: Instant,
        _ verdict: BrakeVerdict,
        _ total: inout PassReport
    ) async -> Set<String> {
        let labTime = workspace.store.kind == .lab ? now : nil
        var begun: Set<String> = []
        for host in hosts {
            if await visits.isUnderWay(host.name) { continue }
            if let backOff = backOffs[host.name], !backOff.isOver {
                total.add(.waiting(for: host.name, after: backOff))
                continue
            }
            let visit = HostVisit(
                workspace: workspace,
                host: host,
                now: now,
                labTime: labTime,
                told: told[host.name],
                verdict: verdict
            )
            await visits.begin(visit, over: await link(to: host))
            begun.insert(host.name)
        }
        return begun
    }

    /// Whatever goes wrong with one host is that host's: all others go on, and it is asked again later.
    private func take(_ ended: HostVisits.Ended, at now: Instant) -> PassReport {
        let name = ended.visit.host.name
        switch ended.result {
        case .success(let report):
            backOffs[name] = nil
            answering.insert(name)
            told[name] = report.problems.isEmpty ? toldThrough(name, ended.visit.now) : nil
            return report
        case .failure(let error):
            if error is HostLinkError {
                // Fails for a host that was removed while it was visited; then nobody needs to know.
                try? workspace.store.recordFailure(name, error: "\(error)", at: now)
            }
            let backOff = BackOff(
                after: backOffs[name],
                reason: "Host \(name): \(error)",
                cap: workspace.store.kind == .lab ? 0.4 : 60
            )
            backOffs[name] = backOff
            answering.remove(name)
            told[name] = nil
            return .waiting(for: name, after: backOff)
        }
    }

    private func toldThrough(_ host: String, _ now: Instant) -> Instant? {
        // What cannot be read is not known; the visit after it looks at everything.
        (try? workspace.store.observedThrough(host)).flatMap { $0 }.map { min($0, now) }
    }
}
