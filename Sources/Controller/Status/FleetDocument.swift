import Contract

/// `fleet.json`: the whole fleet in one file.
struct FleetDocument: Encodable {
    let schema = "lessor.controller.fleet/3"
    let generation: Int64
    let generatedAt: String
    let writtenAt: String
    let lab: Bool
    let hosts: [HostEntry]
    let servers: [ServerEntry]
    let deadlines: [DeadlineEntry]
    let counts: Counts
    let ledgerCents: Ledger

    struct Counts: Encodable {
        let accounts: Int
        let accountsParked: Int
        let subscriptions: [String: Int]
        let outboxPending: Int
        let outboxOldest: String?
        let paymentsUnmatched: Int
        let majeureNewsOverdue: Int
        let brakes: [String]
    }

    struct Ledger: Encodable {
        let balances: Int64
        let pending: Int64
        let suspense: Int64
        let revenue: Int64
    }

    init(_ snapshot: FleetSnapshot) {
        generation = snapshot.generation
        generatedAt = UTCTime.text(snapshot.at)
        writtenAt = UTCTime.text(snapshot.written)
        lab = snapshot.lab
        hosts = snapshot.hosts.sorted { $0.name < $1.name }.map(HostEntry.init)
        servers = snapshot.servers.sorted { $0.id < $1.id }.map(ServerEntry.init)
        deadlines = DeadlineEntry.list(snapshot.deadlines)
        counts = Counts(
            accounts: snapshot.counts.accounts,
            accountsParked: snapshot.counts.accountsParked,
            subscriptions: snapshot.counts.subscriptions,
            outboxPending: snapshot.counts.outboxPending,
            outboxOldest: snapshot.counts.outboxOldest.map(UTCTime.text),
            paymentsUnmatched: snapshot.counts.paymentsUnmatched,
            majeureNewsOverdue: snapshot.counts.majeureNewsOverdue,
            brakes: snapshot.counts.brakes
        )
        ledgerCents = Ledger(
            balances: snapshot.ledger.balances,
            pending: snapshot.ledger.pending,
            suspense: snapshot.ledger.suspense,
            revenue: snapshot.ledger.revenue
        )
    }
}

/// `hosts/<name>.json`: one host and what is on it.
struct HostDocument: Encodable {
    let schema = "lessor.controller.host/3"
    let generation: Int64
    let generatedAt: String
    let host: HostEntry
    let servers: [ServerEntry]
    let uptime: UptimeEntry?

    /// What it says, apart from when: the file is written anew only when that changes.
    var content: Int {
        var hasher = Hasher()
        hasher.combine(host)
        hasher.combine(servers)
        hasher.combine(uptime)
        return hasher.finalize()
    }

    init(_ host: HostStatus, servers: [ServerStatus], of snapshot: FleetSnapshot) {
        generation = snapshot.generation
        generatedAt = UTCTime.text(snapshot.at)
        self.host = HostEntry(host)
        self.servers = servers.sorted { $0.id < $1.id }.map(ServerEntry.init)
        uptime = host.uptime.map(UptimeEntry.init)
    }
}

/// `servers/<id>.json`: one server and the deadlines of its subscription.
struct ServerDocument: Encodable {
    let schema = "lessor.controller.server/3"
    let generation: Int64
    let generatedAt: String
    let server: ServerEntry
    let deadlines: [DeadlineEntry]

    var content: Int {
        var hasher = Hasher()
        hasher.combine(server)
        hasher.combine(deadlines)
        return hasher.finalize()
    }

    init(_ server: ServerStatus, deadlines: [DeadlineStatus], of snapshot: FleetSnapshot) {
        generation = snapshot.generation
        generatedAt = UTCTime.text(snapshot.at)
        self.server = ServerEntry(server)
        self.deadlines = DeadlineEntry.list(deadlines)
    }
}

/// `history/<id>.json`: what the last days of one server were.
struct HistoryDocument: Encodable {
    let schema = "lessor.controller.history/1"
    let generation: Int64
    let generatedAt: String
    let server: String
    let uptime: UptimeEntry

    init(_ server: ServerID, _ uptime: UptimeDays, of snapshot: FleetSnapshot) {
        generation = snapshot.generation
        generatedAt = UTCTime.text(snapshot.at)
        self.server = server.description
        self.uptime = UptimeEntry(uptime)
    }
}
