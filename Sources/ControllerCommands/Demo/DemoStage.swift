import Contract
import Controller
import Fleet
import Foundation
import SSH
import Store
import Wire

/// What the chapters of the demo share: the clock, waiting for the truth, telling it.
struct DemoStage: Sendable {
    let workspace: Workspace
    let world: DemoWorld
    let teller: DemoTeller

    static let first = AccountID(number: 1001)
    static let second = AccountID(number: 1002)
    static let firstServer = SubscriptionID(number: 1001)
    static let secondServer = SubscriptionID(number: 1002)

    /// Tells one step at the lab's present time.
    func tell(_ rule: String, _ text: String) throws {
        teller.step(workspace.narrator.time(try workspace.time.now()), rule, text)
    }

    /// Moves the lab's clock and waits until the controller has come there and everything is as demanded.
    func move(to time: String) async throws {
        try await move(to: CivilTime.parse(time, zone: workspace.book.zone))
    }

    func move(to target: Instant) async throws {
        try workspace.moveClock(to: target)
        try await wait("the controller reaches \(workspace.narrator.time(target))", limit: .seconds(300)) {
            try workspace.time.now() >= target
        }
        try await settle()
    }

    /// Waits until all hosts that answer have reported at the present time and nothing is left to do.
    func settle() async throws {
        try await wait("everything is as demanded", limit: .seconds(300)) {
            let now = try workspace.time.now()
            let dark = Set(try workspace.store.contacts().filter { $0.failures > 1 }.map(\.host))
            let reported = try workspace.store.hosts().allSatisfy { host in
                try dark.contains(host.name) || workspace.store.observedThrough(host.name).map { $0 >= now } ?? false
            }
            let servers = try workspace.store.servers().filter { server in
                server.closedAt == nil && !dark.contains(server.host ?? "")
            }
            let next = try workspace.store.nextDeadline().map { $0 > now } ?? true
            return try reported && next && servers.allSatisfy(\.isSettled) && workspace.store.mailWaiting() == 0
        }
    }

    /// Polls until `condition` holds; it must come true by itself.
    func wait(_ what: String, limit: Duration = .seconds(180), until condition: () throws -> Bool) async throws {
        let end = ContinuousClock.now + limit
        while try !condition() {
            guard ContinuousClock.now < end else {
                throw CommandFailure(description: "Waited \(limit) in vain until \(what).")
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    func account(_ id: AccountID) throws -> Account { try workspace.requireAccount(id) }

    /// Where a server answers its players.
    func place(of subscription: SubscriptionID) throws -> (host: String, address: String, port: Int) {
        guard let placement = try workspace.store.server(subscription.server)?.placement,
            let port = placement.ports.first
        else { throw CommandFailure(description: "\(subscription.server) has no place yet.") }
        return (placement.host, placement.address, port.number)
    }

    /// The directory of a server on its host.
    func directory(of subscription: SubscriptionID) throws -> String {
        let host = try workspace.requireHost(place(of: subscription).host)
        return host.rootDirectory + "/servers/\(subscription.server)"
    }

    func credit(_ cents: Int64, _ currency: String, _ reference: String, to account: AccountID) throws -> [Effect] {
        let payment = Payment(method: "transfer", currency: currency, amount: cents, reference: reference)
        return try workspace.record(.paymentReceived(payment), for: account)
    }

    /// Throws unless something is so: the demo shows nothing that it has not checked.
    func check(_ holds: Bool, _ what: String) throws {
        guard holds else { throw CommandFailure(description: "The demo expected that \(what), and it is not so.") }
    }

    func wasMailed(_ key: NoticeKey, to account: AccountID) throws -> Bool {
        try workspace.store.mail(of: account).contains { $0.key == key && $0.handedOverAt != nil }
    }

    func euros(_ cents: Int64) -> String { EuroAmount.format(cents) }
}
