import Contract
import Fleet
import Store
import Wire

extension Workspace {
    /// What the status files show, now; without the uptime strips, which are computed a few with each pass.
    package func fleetSnapshot() throws -> FleetSnapshot {
        try fleetSnapshot(generation: 0, at: time.now(), servers: openServers(), hosts: [:], uptimes: [:])
    }

    /// Servers with which something is left to do or to show.
    func openServers() throws -> [ServerRecord] { try store.servers().filter { $0.closedAt == nil } }

    func fleetSnapshot(
        generation: Int64,
        at now: Instant,
        servers: [ServerRecord],
        hosts: [String: UptimeDays],
        uptimes: [ServerID: UptimeDays]
    ) throws -> FleetSnapshot {
        let accounts = try store.accountIDs().compactMap(readable)
        let parked = Set(try store.parked().map(\.id))
        let contacts = Dictionary(uniqueKeysWithValues: try store.contacts().map { ($0.host, $0) })
        let subscriptions = accounts.flatMap(\.subscriptions)
        let byID = Dictionary(uniqueKeysWithValues: subscriptions.map { ($0.id, $0) })
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
                return ServerStatus(record, byID[record.id.subscription], hostAnswers: known, workspace: self)
            },
            deadlines: accounts.filter { !parked.contains($0.id) }.flatMap(deadlines),
            counts: FleetCounts(
                accounts: accounts.count,
                accountsParked: parked.count,
                subscriptions: Dictionary(grouping: subscriptions, by: \.phase.name).mapValues(\.count),
                outboxPending: try store.mailWaiting(),
                outboxOldest: try store.oldestMailWaiting(),
                paymentsUnmatched: try store.statementLines(openOnly: true).count,
                brakes: try store.brakes().map(\.kind.rawValue)
            ),
            ledger: try totals(),
            uptimes: uptimes
        )
    }

    /// What becomes of its services, and the next of all other instants at which the contract acts.
    private func deadlines(of account: Account) -> [DeadlineStatus] {
        let ahead = account.ahead(under: book).map(DeadlineStatus.init)
        guard let next = account.nextDeadline(under: book), !ahead.contains(where: { $0.at <= next }) else {
            return ahead
        }
        return ahead + [DeadlineStatus(at: next, rule: nil, subscription: nil, what: "next deadline of an account")]
    }

    /// Nil for an account whose state cannot be read: the sweep parks it, and the others are shown.
    private func readable(_ id: AccountID) throws -> Account? {
        do { return try store.account(id) } catch StoreError.damaged { return nil }
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
    fileprivate init(_ record: ServerRecord, _ subscription: Subscription?, hostAnswers: Bool, workspace: Workspace) {
        let observed = hostAnswers ? record.observed : nil
        self.init(
            id: record.id,
            product: record.product,
            host: record.host,
            address: record.placement?.address,
            port: record.placement?.ports.first?.number,
            demand: record.demand.state,
            slots: record.demand.slots,
            phase: subscription.map { workspace.narrator.line(for: $0.phase) } ?? "",
            due: subscription?.nextDue(under: workspace.book),
            observed: observed.map { .state($0.state) } ?? .unknown,
            since: observed.map { Instant(epochSeconds: $0.since) },
            players: observed?.players,
            slotsReported: observed?.slotsReported,
            problem: record.problem ?? observed?.problem
        )
    }
}
