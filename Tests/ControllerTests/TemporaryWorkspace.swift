import Contract
import Fleet
import Foundation
import Logging
import Store
import Wire

@testable import Controller

/// A state directory for one test, a lab's if not said otherwise, with a client and what the contract needs to lease him a server.
struct TemporaryWorkspace {
    static let start = Instant(epochSeconds: 1_769_850_000)
    let folder: TemporaryFolder
    let workspace: Workspace

    var store: Store { workspace.store }
    var now: Instant { get throws { try workspace.time.now() } }

    init(kind: Store.Kind = .lab) async throws {
        folder = try TemporaryFolder()
        workspace = try await Workspace.create(
            StateDirectory(path: folder.path + "/state"),
            templates: TemplateDirectory(path: Repository.templates),
            kind: kind,
            now: Self.start
        )
    }

    func openAccount() throws -> AccountID {
        let person = Person(name: "A. Client", email: "client@example.com", postalAddress: "", language: .en)
        let account = try workspace.openAccount(person, kind: .consumer).0
        try workspace.acceptTerms(for: account)
        return account
    }

    /// One pass of a controller of its own.
    func pass() async throws -> PassReport {
        let controller = try controller()
        let report = try await controller.pass()
        await controller.shutDown()
        return report
    }

    func controller() throws -> Controller {
        try Controller(
            workspace: workspace,
            lock: try ControllerLock.take(workspace.directory),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// An account whose server answers its players since now, on a host that nobody reaches.
    func leaseServer(cents: Int64, on host: Fleet.Host = Self.host) async throws -> SubscriptionID {
        let account = try openAccount()
        let subscription = try workspace.orderMumble(for: account, name: "Test")
        _ = try await pass()
        let payment = Payment(method: "transfer", currency: "EUR", amount: cents, reference: "VIR-\(account)")
        try workspace.record(.paymentReceived(payment), for: account)
        if try store.host(host.name) == nil { try store.addHost(host) }
        _ = try Placing(workspace: workspace).run(at: now, silent: [])
        try workspace.record(.serviceDelivered(subscription), for: account, by: .system)
        return subscription
    }

    static let host = makeHost(1)

    /// `h1` at 127.0.0.1 and so on.
    static func makeHost(_ number: Int) -> Fleet.Host {
        Fleet.Host(
            name: "h\(number)",
            address: "127.0.0.\(number)",
            sshPort: 1,
            user: "nobody",
            rootDirectory: "/nonexistent",
            hostKey: "ssh-ed25519 AAAA",
            addresses: ["127.0.0.\(number)"],
            ports: PortPool(20_000...20_010),
            capacity: 100
        )
    }

    /// What the agent of a host says at `through`.
    func report(
        _ records: [(at: Instant, kind: IntervalRecord.Class)],
        of server: ServerID,
        on host: String = Self.host.name,
        through: Instant,
        seen: [ObservedServer] = []
    ) throws {
        let evidence = Evidence(
            generation: 1,
            processID: nil,
            answered: false,
            players: nil,
            slotsReported: nil,
            exitCode: nil,
            note: "test"
        )
        let lines = records.enumerated().map { index, record in
            IntervalRecord(
                sequence: Int64(index + 1),
                server: server.description,
                at: record.at.epochSeconds,
                kind: record.kind,
                evidence: evidence
            )
        }
        let report = HostReport(
            bootID: "boot",
            journalID: "journal",
            observedThrough: through.epochSeconds,
            records: lines,
            lastSequence: Int64(lines.count),
            servers: seen
        )
        try store.saveObservation(host, report, at: now)
    }

    /// Measures as a visit does; returns what it reports.
    func measure(told: Instant? = nil) throws -> PassReport {
        var report = PassReport()
        let servers = try store.servers(on: Self.host.name)
        let outages = Outages(workspace: workspace, now: try now, told: told)
        try outages.record(for: servers, on: Self.host.name, into: &report)
        return report
    }
}

extension Workspace {
    /// Ten slots of Mumble, as most tests order them.
    @discardableResult
    func orderMumble(for account: AccountID, name: String? = nil) throws -> SubscriptionID {
        try placeOrder(for: account, product: "mumble", slots: 10, months: 1, name: name, priority: 100).0
    }
}
