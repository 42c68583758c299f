import Contract
import Controller
import Fleet
import Foundation
import LoopbackHosts
import SSH
import Store
import Wire

extension DemoStage {
    /// Two hosts over SSH: agent uploaded, forced command installed, host key pinned.
    func hosts() async throws {
        teller.chapter("Two hosts, each a real sshd on a loopback address, join the fleet")
        let key = try world.operatorKey()
        let client = SSHClient()
        for (name, address, slots) in [("h1", world.address(of: 11), 12), ("h2", world.address(of: 12), 100)] {
            try await world.boot(name, address: address)
            let sshd = try world.sshd(name)
            try sshd.authorize(key.publicLine)
            let request = HostInstaller.Request(
                name: name,
                endpoint: SSHEndpoint(address: sshd.address, port: sshd.port),
                login: sshd.user,
                identity: key.path,
                hostKey: try HostKey(line: try sshd.hostKeyLine()),
                mode: .user,
                // Outside the login's home, where a root agent's servers with users of their own can reach it.
                root: sshd.directory.path + "/lessor-agent",
                addresses: [address],
                ports: PortPool(20_000...20_999),
                capacity: slots,
                agent: world.agent
            )
            let host: Fleet.Host
            do {
                host = try await HostInstaller(workspace: workspace, client: client, request: request) { _ in }
                    .install().host
            } catch {
                await client.shutdown()
                throw error
            }
            let fingerprint = try HostKey(line: host.hostKey).fingerprint
            try tell(
                "",
                "host \(name) at \(SocketPlace(address, sshd.port)): agent uploaded, forced command installed, \(slots) slots"
            )
            teller.detail("host key pinned \(fingerprint)")
        }
        await client.shutdown()
    }

    /// An account, an order, a payment refused, a payment credited, a server that answers.
    func firstClient() async throws {
        teller.chapter("A client orders a voice server")
        let person = Person(name: "Alix Martin", email: "alix@example.com", postalAddress: "", language: .fr)
        let (account, _) = try workspace.openAccount(person, kind: .consumer)
        try await wait("the account is active") { try self.account(account).status == .active }
        try tell("R6.1-02", "account \(account) opened, and activated by the mail sent to its address")
        try workspace.acceptTerms(for: account)
        let (subscription, _) = try workspace.placeOrder(
            for: account,
            product: "mumble",
            slots: 10,
            months: 1,
            name: "Alix & friends",
            priority: 100
        )
        let price = try self.account(account)[subscription]?.monthlyPrice ?? 0
        try tell(
            "R6.2-01",
            "\(subscription): Mumble with 10 slots ordered at \(euros(price)) a month, acknowledged by mail"
        )
        let refused = try credit(2100, "USD", "WIRE-1", to: account)
        try check(refused.contains { $0.rule == "R6.6-05" }, "a payment in USD is refused")
        try check(self.account(account).euroBalance == 0, "the refused payment credited nothing")
        try tell("R6.6-05", "21.00 USD refused: payments are in euros only; nothing is credited")
        let credited = ContinuousClock.now
        _ = try credit(3 * price, "EUR", "VIR-1001", to: account)
        try tell("R6.3-02", "transfer of \(euros(3 * price)) credited, the first month debited")
        try await answer(of: subscription, slots: 10, since: credited)
    }

    func secondClient() async throws {
        teller.chapter("A second client pays for one month only")
        let person = Person(name: "Billie Stone", email: "billie@example.com", postalAddress: "", language: .en)
        let (account, _) = try workspace.openAccount(person, kind: .consumer)
        try workspace.acceptTerms(for: account)
        let (subscription, _) = try workspace.placeOrder(
            for: account,
            product: "mumble",
            slots: 5,
            months: 1,
            name: "Billie's den",
            priority: 100
        )
        let price = try self.account(account)[subscription]?.monthlyPrice ?? 0
        let credited = ContinuousClock.now
        _ = try credit(price, "EUR", "VIR-1002", to: account)
        try tell("R6.3-02", "\(subscription): Mumble with 5 slots, transfer of \(euros(price)) credited to \(account)")
        try await answer(of: subscription, slots: 5, since: credited)
    }

    /// Waits for the first answer from outside, and for the contract to know of the delivery.
    private func answer(of subscription: SubscriptionID, slots: Int, since credited: ContinuousClock.Instant)
        async throws
    {
        try await wait("\(subscription.server) answers a ping with \(slots) slots") {
            guard let place = try? self.place(of: subscription) else { return false }
            return MumblePlayer.ping(place.address, place.port)?.slots == slots
        }
        let delay = credited.duration(to: .now)
        try await settle()
        let place = try self.place(of: subscription)
        try tell(
            "R6.2-03",
            "\(subscription.server) answers a Mumble ping at \(SocketPlace(place.address, place.port)) on \(place.host), max users \(slots)"
        )
        teller.detail("\(Self.seconds(delay)) s from credit to first answer")
    }

    static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
        let rest = milliseconds % 1000
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - String(rest).count) + "\(rest)"
    }
}
