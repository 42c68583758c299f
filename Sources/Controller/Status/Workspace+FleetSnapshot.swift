import Contract
import Fleet
import Metering
import Store
import Wire

extension Workspace {
    /// What the status files show, now; without the uptime strips, which are computed a few with each pass.
    package func fleetSnapshot() throws -> FleetSnapshot {
        var contracts = ContractSummaries()
        try contracts.refresh(from: self)
        return try fleetSnapshot(
            generation: 0,
            at: time.now(),
            contracts: contracts,
            servers: openServers(),
            hosts: [:],
            uptimes: [:]
        )
    }

    /// Servers with which something is left to do or to show.
    func openServers() throws -> [ServerRecord] { try store.servers().filter { $0.closedAt == nil } }

    func fleetSnapshot(
        generation: Int64,
        at now: Instant,
        contracts: ContractSummaries,
        servers: [ServerRecord],
        hosts: [String: UptimeDays],
        uptimes: [ServerID: UptimeDays]
    ) throws -> FleetSnapshot {
        let parked = Set(try store.parked().map(\.id))
        let contacts = Dictionary(uniqueKeysWithValues: try store.contacts().map { ($0.host, $0) })
        let outside = Dictionary(try store.outsideNow().map { ($0.server, $0) }) { $1 }
        let givenUp = Set(try store.moves().filter(\.isEvacuation).map(\.server))
        let byID = Dictionary(uniqueKeysWithValues: contracts.subscriptions.map { ($0.id, $0) })
        return FleetSnapshot(
            generation: generation,
            at: now,
            written: try TimeSource.system.now(),
            lab: store.kind == .lab,
            hosts: try store.occupancy(at: now).map {
                HostStatus($0, contact: contacts[$0.host.name], uptime: hosts[$0.host.name])
            },
            servers: servers.map { record in
                let known = record.host.map { contacts[$0]?.lastError == nil } ?? false
                return ServerStatus(
                    record,
                    byID[record.id.subscription],
                    hostAnswers: known,
                    wasGivenUp: givenUp.contains(record.id),
                    outside: outside[record.id],
                    workspace: self
                )
            },
            deadlines: contracts.deadlines(except: parked),
            counts: FleetCounts(
                accounts: contracts.accounts,
                accountsParked: parked.count,
                subscriptions: byID.values.reduce(into: [:]) { $0[$1.phase.name, default: 0] += 1 },
                outboxPending: try store.mailWaiting(),
                outboxOldest: try store.oldestMailWaiting(),
                paymentsUnmatched: try store.statementLines(openOnly: true).count,
                majeureNewsOverdue: contracts.overdueNews(at: now).count,
                brakes: try store.brakes().map(\.kind.rawValue)
            ),
            ledger: try totals(),
            uptimes: uptimes,
            outside: try store.outsideState()
        )
    }

    private func totals() throws -> LedgerTotals {
        var balances: Int64 = 0
        var pending: Int64 = 0
        var suspense: Int64 = 0
        var revenue: Int64 = 0
        for (account, amount) in try store.balances() where amount.commodity == .euro {
            switch account {
            case .balance: balances += amount.quantity
            case .pending: pending += amount.quantity
            case .suspense: suspense += amount.quantity
            case .revenue: revenue += amount.quantity
            default: break
            }
        }
        return LedgerTotals(balances: balances, pending: pending, suspense: suspense, revenue: revenue)
    }
}

extension Phase {
    static let names = ["awaiting_funds", "provisioning", "active", "incident", "ended"]

    /// The phase's name without its period: for counting.
    fileprivate var name: String {
        switch self {
        case .awaitingFunds: "awaiting_funds"
        case .provisioning: "provisioning"
        case .active: "active"
        case .incident: "incident"
        case .ended: "ended"
        }
    }
}

extension HostStatus {
    fileprivate init(_ occupancy: HostOccupancy, contact: HostContact?, uptime: UptimeDays?) {
        let reachability: Reachability =
            if contact?.lastError != nil { .unreachable } else if contact?.lastContact != nil { .reachable } else {
                .unknown
            }
        self.init(
            name: occupancy.host.name,
            reachability: reachability,
            since: contact?.lastContact,
            lastReport: contact?.observedThrough,
            slotsCapacity: occupancy.host.capacity,
            slotsUsed: occupancy.usedSlots,
            drained: occupancy.host.state == .drained,
            problem: contact?.lastError,
            uptime: uptime
        )
    }
}

extension ServerStatus {
    fileprivate init(
        _ record: ServerRecord,
        _ subscription: ContractSummaries.SubscriptionSummary?,
        hostAnswers: Bool,
        wasGivenUp: Bool,
        outside: OutsideRecord?,
        workspace: Workspace
    ) {
        let observed = hostAnswers ? record.observed : nil
        let isNowhere = wasGivenUp && record.host == nil && record.demand.state == .running
        self.init(
            id: record.id,
            product: record.product,
            host: record.host,
            address: record.placement?.address,
            port: record.placement?.ports.first?.number,
            demand: record.demand.state,
            slots: record.demand.slots,
            phase: subscription.map { workspace.narrator.line(for: $0.phase) } ?? "",
            due: subscription?.due,
            observed: observed.map { .state($0.state) } ?? (isNowhere ? .down : .unknown),
            since: observed.map { Instant(epochSeconds: $0.since) },
            players: observed?.players,
            slotsReported: observed?.slotsReported,
            outside: outside.map { Outside(kind: $0.kind, since: $0.at) },
            problem: record.problem ?? observed?.problem ?? (outside?.kind == .silent ? outside?.note : nil)
        )
    }
}
