import Contract
import Controller
import Fleet
import Store
import Wire

/// The whole at a glance.
struct StatusView: Encodable {
    let directory: String
    let kind: String
    let now: String
    let hosts: Int
    let hostsUnreachable: Int
    let hostsDrained: Int
    let serversUp: Int
    let serversDown: Int
    let serversHeld: Int
    let accounts: Int
    let accountsParked: Int
    let mailWaiting: Int
    /// Lines of bank statements that are booked to no account yet.
    let paymentsUnmatched: Int
    let nextDeadline: String?
    let slotsCapacity: Int
    let slotsUsed: Int
    let players: Int
    /// Within 10 days.
    let renewalsAhead: Int
    let renewalsUncovered: Int
    /// Renewals that failed and may still be paid.
    let renewalsFailed: Int
    /// Within 3 days, if nobody acts.
    let destructionsAhead: Int
    /// What wants a person, the gravest first.
    let attention: [Attention]
    let statusFiles: String
    let mailSpool: String

    struct Attention: Encodable {
        let isGrave: Bool
        /// `srv-1001`, `host alpha`.
        let what: String
        let about: String
    }

    init(_ workspace: Workspace) throws {
        let snapshot = try workspace.fleetSnapshot()
        let servers = snapshot.servers
        directory = workspace.directory.path
        kind = workspace.store.kind.rawValue
        now = workspace.narrator.time(snapshot.at)
        hosts = snapshot.hosts.count
        hostsUnreachable = snapshot.hosts.count { $0.problem != nil }
        hostsDrained = snapshot.hosts.count { $0.drained }
        let wanted = servers.filter { $0.demand == .running }
        serversUp = wanted.count { $0.observed == .state(.up) }
        serversDown = wanted.count - serversUp
        serversHeld = servers.count { $0.demand == .stopped }
        accounts = snapshot.counts.accounts
        accountsParked = snapshot.counts.accountsParked
        mailWaiting = snapshot.counts.outboxPending
        paymentsUnmatched = snapshot.counts.paymentsUnmatched
        nextDeadline = try workspace.store.nextDeadline().map(workspace.narrator.time)
        slotsCapacity = snapshot.hosts.reduce(0) { $0 + $1.slotsCapacity }
        slotsUsed = snapshot.hosts.reduce(0) { $0 + $1.slotsUsed }
        players = servers.reduce(0) { $0 + ($1.players ?? 0) }
        let renewals = snapshot.deadlines.filter { $0.isRenewal && snapshot.isWithin(days: 10, $0) }
        renewalsAhead = renewals.count
        renewalsUncovered = renewals.count { $0.covered == false }
        renewalsFailed = snapshot.counts.subscriptions["incident"] ?? 0
        destructionsAhead = snapshot.deadlines.count { $0.isDestructive && snapshot.isWithin(days: 3, $0) }
        let brakes = try Brakes.problems(in: workspace).map {
            Attention(isGrave: true, what: "brake", about: $0)
        }
        attention = brakes + Self.attention(snapshot) + (try Self.kept(in: workspace))
        statusFiles = workspace.directory.status
        mailSpool = workspace.directory.mailSpool
    }

    /// Files of servers whose host was given up: only a person decides what becomes of them.
    private static func kept(in workspace: Workspace) throws -> [Attention] {
        let over = Set(try workspace.store.servers().filter { $0.demand.state == .absent }.map(\.id))
        let copies = try workspace.store.copies().filter { $0.awaitsDecision && !over.contains($0.server) }
        return Dictionary(grouping: copies, by: \.host).sorted { $0.key < $1.key }.compactMap { host, copies in
            guard let first = copies.first(where: \.isAttested) ?? copies.first else { return nil }
            let others = copies.count > 1 ? " and \(copies.count - 1) more (`lessor server moves`)" : ""
            let remedy =
                first.isAttested
                ? "`lessor server restore \(first.server) --from \(host)` or `lessor server discard \(first.server) --on \(host)`"
                : "to be decided when it answers, or `lessor host remove \(host) --lost`"
            let about = "keeps files of \(first.server)\(others): \(remedy)"
            return Attention(isGrave: false, what: "host \(host)", about: about)
        }
    }

    private static func attention(_ snapshot: FleetSnapshot) -> [Attention] {
        let hosts = snapshot.hosts.compactMap { host in
            host.problem.map { Attention(isGrave: true, what: "host \(host.name)", about: $0) }
        }
        let servers = snapshot.servers.compactMap { server -> Attention? in
            guard let deviation = server.deviation else { return nil }
            let seen = "is \(server.observed.text)\(server.host.map { " on \($0)" } ?? "")"
            let about = server.problem.map { "\(seen): \($0)" } ?? seen
            return switch deviation {
            case .paidButDown:
                Attention(isGrave: true, what: server.id.description, about: "paid and \(about)")
            case .unpaidButUp:
                Attention(isGrave: false, what: server.id.description, about: "must not run and \(about)")
            }
        }
        let parked = snapshot.counts.accountsParked
        let accounts = Attention(isGrave: true, what: "\(parked) parked", about: "accounts: see `lessor account list`")
        let overdue = snapshot.counts.majeureNewsOverdue
        let news = Attention(
            isGrave: true,
            what: "force majeure",
            about:
                "\(counted(overdue, "case")) without news in time: see `lessor majeure list`, then `lessor majeure update`"
        )
        return (hosts + servers + (parked > 0 ? [accounts] : []) + (overdue > 0 ? [news] : [])).sorted {
            $0.isGrave && !$1.isGrave
        }
    }
}
