import Contract
package import Fleet
import Store
import Wire

/// One pass over one host: collect what it recorded, send what it lacks, tell the contract what it attests.
struct HostVisit: Sendable {
    let workspace: Workspace
    let host: Host
    let now: Instant
    /// The time that a lab's agent follows; nil for a real host.
    let labTime: Instant?
    /// Up to when this controller has told the contract all that the host's records say; nil where it does not know.
    var told: Instant?
    /// What of that which would end may end.
    var verdict = BrakeVerdict()

    private var store: Store { workspace.store }
    private static let recordsPerReport = 1000

    func run(_ link: HostLink) async throws -> PassReport {
        var report = PassReport()
        report.answered = 1
        try await greet(link)
        let seen = try await collect(link)
        let servers = try store.servers(on: host.name)
        let copies = try store.copies(on: host.name)
        let whole = plan(
            desired: servers,
            copies: copies,
            observed: seen.servers,
            findings: seen.findings ?? []
        )
        let endings = Set(servers.compactMap(\.ending) + copies.compactMap(\.ending))
        let blocked = endings.filter { !verdict.allows($0) }
            .union(try distrustBooks(servers, seen.servers) ? endings.filter { $0.kind == .destroy } : [])
        let plan = whole.without(blocked)
        let applied = try await send(plan, among: servers, link, evenIfEmpty: seen.awaitsWord ?? false, into: &report)
        // A report leaves out what was erased long ago, or among many at once; the answer to what is still asked for does not.
        let attested = Fleet.plan(desired: servers, copies: copies, observed: applied + seen.servers)
        try Attestation(workspace: workspace, now: now).record(attested, into: &report)
        try Outages(workspace: workspace, now: now, told: told).record(
            for: servers,
            on: host.name,
            into: &report
        )
        report.problems += plan.drift.map(\.message)
        report.problems += servers.compactMap(\.failure)
        // What a person must let go first is not waited for; what came since the brakes were looked at is.
        let held = Set(blocked.filter(verdict.held.contains).map(\.server))
        report.isSettled =
            plan.apply.isEmpty && plan.fence.isEmpty && blocked.allSatisfy(verdict.held.contains)
            && servers.allSatisfy { $0.isSettled || held.contains($0.id) }
        return report
    }

    /// Whether the host was told more of its servers than the books know, and no person has let that pass.
    private func distrustBooks(_ servers: [ServerRecord], _ seen: [ObservedServer]) throws -> Bool {
        let generations = Dictionary(seen.map { ($0.id, $0.generation) }) { first, _ in first }
        let newer = servers.compactMap { server -> Ending? in
            guard let told = generations[server.id.description], told > server.generation else { return nil }
            return Ending(server: server.id, host: host.name, generation: told, kind: .destroy)
        }
        guard !newer.isEmpty else { return false }
        let released = try store.released()
        guard let first = newer.first(where: { !released.contains(ServerGeneration($0)) }) else { return false }
        let reason =
            "The books look restored from an older copy: \(host.name) was told generation \(first.generation) of "
            + "\(first.server), which they do not know. Nothing is destroyed until a person has looked."
        let known = try store.brakes().first { $0.kind == .restored }
        let all = Set(newer).union(known?.endings ?? []).sorted()
        try store.putOn(.restored, because: known?.reason ?? reason, all, at: now)
        return true
    }

    /// Asks who is there, once after each silence.
    private func greet(_ link: HostLink) async throws {
        let contact = try store.contact(host.name)
        guard contact.facts == nil || contact.failures > 0 else { return }
        guard case .hello(let facts) = try await link.ask(.hello, labTime: labTime) else {
            throw HostLinkError.answer(host: host.name, "not a greeting")
        }
        try store.recordContact(host.name, at: now, facts: facts)
    }

    /// Reads everything recorded since the last acknowledged sequence; returns the last report.
    private func collect(_ link: HostLink) async throws -> HostReport {
        while true {
            let cursor = try store.contact(host.name).cursor
            let query = ReportQuery(
                journalID: cursor?.journalID,
                since: cursor?.sequence ?? 0,
                limit: Self.recordsPerReport,
                players: true
            )
            guard case .report(let report) = try await link.ask(.report(query), labTime: labTime) else {
                throw HostLinkError.answer(host: host.name, "not a report")
            }
            try store.saveObservation(host.name, report, at: now)
            let newJournal = cursor != nil && cursor?.journalID != report.journalID
            guard newJournal || report.newestSequence.map({ $0 < report.lastSequence }) ?? false else {
                return report
            }
        }
    }

    /// Sends the desired states that the host lacks. One that cannot be made or that the host refuses is said, and goes
    /// again with the next pass; it counts as no work done, which would ask for that pass at once. Returns what the host now says
    /// of those that it was asked for.
    private func send(
        _ plan: HostPlan,
        among servers: [ServerRecord],
        _ link: HostLink,
        evenIfEmpty: Bool,
        into report: inout PassReport
    ) async throws -> [ObservedServer] {
        // What must not run there goes first, and nothing else before the host has heard it.
        let desired = plan.fence.map(DesiredServer.init) + (try render(plan.apply, among: servers, into: &report))
        guard !desired.isEmpty || evenIfEmpty else { return [] }
        let request = Request.apply(DesiredHost(servers: desired))
        guard case .applied(let applied) = try await link.ask(request, labTime: labTime) else {
            throw HostLinkError.answer(host: host.name, "not an answer to a desired state")
        }
        try store.saveObserved(host.name, applied.servers)
        let refused = Dictionary(applied.refused.map { ($0.id, "Host \(host.name) refuses \($0.id): \($0.message)") }) {
            $1
        }
        report.problems += refused.sorted { $0.key < $1.key }.map(\.value)
        for record in servers where desired.contains(where: { $0.id == record.id.description }) {
            let problem = refused[record.id.description]
            if problem != record.problem { try store.recordProblem(record.id, problem) }
        }
        report.placed += max(0, desired.count - applied.refused.count)
        return applied.servers
    }

    func render(
        _ orders: [HostPlan.Order],
        among servers: [ServerRecord],
        into report: inout PassReport
    ) throws -> [DesiredServer] {
        let records = Dictionary(uniqueKeysWithValues: servers.map { ($0.id, $0) })
        var desired: [DesiredServer] = []
        for order in orders {
            guard let record = records[order.server] else { continue }
            do {
                let aside = workspace.settings.keptAside(of: store.kind)
                desired.append(try DesiredServer(order, of: record, shelf: workspace.shelf, keptAside: aside))
            } catch {
                let problem = "\(record.id) cannot be sent to its host: \(error)"
                if problem != record.problem { try store.recordProblem(record.id, problem) }
                report.problems.append(problem)
            }
        }
        return desired
    }
}

extension DesiredServer {
    init(_ copy: ServerCopy) {
        self.init(
            id: copy.server.description,
            generation: copy.generation,
            state: copy.state == .absent ? .absent : .stopped,
            program: nil
        )
    }

    /// The document that crosses to the host: the demand, with the product rendered where it has to run.
    /// - Parameter keptAside: seconds between the end of a server and its erasure.
    init(
        _ order: HostPlan.Order,
        of record: ServerRecord,
        shelf: ProductShelf,
        keptAside: Int64? = nil
    ) throws(ProductError) {
        let program: Program? =
            if order.demand.state == .running, let placement = record.placement {
                try shelf.template(record.product).render(
                    slots: order.demand.slots,
                    address: placement.address,
                    ports: placement.ports,
                    name: record.settings[ProductTemplate.nameKey] ?? record.id.description,
                    password: record.secret ?? "",
                    hostSecret: record.hostSecret ?? "",
                    settings: record.settings,
                    secrets: record.secrets,
                    restarts: record.restarts
                )
            } else { nil }
        let state: State =
            switch order.demand.state {
            case .running: .running
            case .stopped: .stopped
            case .absent: .absent
            }
        self.init(
            id: record.id.description,
            generation: order.generation,
            state: state,
            program: program,
            keptAsideSeconds: state == .absent ? keptAside : nil
        )
    }
}

extension ServerRecord {
    /// Why its host has given it up, where it has: a person must look.
    fileprivate var failure: String? {
        guard wanted.state == .running, let observed, observed.generation == generation, observed.state == .failed
        else { return nil }
        return "\(id) does not run: \(observed.problem ?? "its host has given it up.")"
    }

    /// Whether its host has nothing left to do for it: as demanded, or given up and waiting for a person.
    package var isSettled: Bool {
        guard let observed, observed.generation == generation else { return false }
        return switch wanted.state {
        case .running: observed.state == .up && observed.hasItsSlots(wanted.slots) || observed.state == .failed
        case .stopped: observed.state == .stopped
        case .absent: observed.state == .absent || observed.keptAsideUntil != nil
        }
    }
}

extension ObservedServer {
    /// Or says why it has others.
    fileprivate func hasItsSlots(_ slots: Int) -> Bool { (slotsReported ?? slots) == slots || problem != nil }
}
