import Contract
import Fleet
import Foundation
import Store
import Testing
import Wire

@testable import Controller

/// What goes wrong with one account, server or host stops no other.
@Suite struct PassTests {
    @Test func `a parked account keeps nobody waiting, and its mail is not sent again and again`() async throws {
        let lab = try await TemporaryWorkspace()
        let (parked, other) = (try lab.openAccount(), try lab.openAccount())
        try lab.store.park(parked, reason: "a test", at: TemporaryWorkspace.start)
        for _ in 0..<2 {
            let report = try await lab.pass()
            #expect(report.problems.contains { $0.contains("\(parked)") && $0.contains("a test") })
        }
        #expect(try lab.store.account(other)?.status == .active)
        #expect(try lab.store.account(parked)?.status == .created)
        #expect(try lab.folder.names(in: "state/mail").allSatisfy { !$0.contains("\(parked)") })
        try lab.store.unpark(parked)
        _ = try await lab.pass()
        #expect(try lab.store.account(parked)?.status == .active)
    }

    @Test func `a fact that a contract refuses is said and stops nothing`() async throws {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 2000)
        var report = PassReport()
        // Delivered already: an attestation that came late.
        let plan = HostPlan(delivered: [subscription.server])
        try Attestation(workspace: lab.workspace, now: lab.now).record(plan, into: &report)
        #expect(report.facts == 0)
        #expect(report.problems.count == 1)
    }

    @Test func `a server whose product is gone does not keep others from their place`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        _ = try await lab.pass()
        let order = Order(
            subscription: try lab.store.nextSubscription(),
            product: "discontinued",
            slots: 10,
            monthlyPrice: 0,
            taxRate: 2000,
            catalogue: "c",
            terms: lab.workspace.book.current
        )
        try lab.workspace.record(.orderPlaced(order), for: account)
        let good = try await lab.leaseServer(cents: 700)
        let report = try Placing(workspace: lab.workspace).run(at: lab.now, silent: [])
        #expect(report.problems.contains { $0.contains("srv-1001") && $0.contains("discontinued") })
        #expect(try lab.store.server(order.subscription.server)?.problem != nil)
        #expect(try lab.store.server(good.server)?.placement != nil)
    }

    @Test func `nothing is placed on a host that was silent before this process began`() async throws {
        let lab = try await TemporaryWorkspace()
        let first = try await lab.leaseServer(cents: 700)
        #expect(try lab.store.server(first.server)?.placement != nil)
        try lab.store.recordFailure("h1", error: "silent", at: lab.now)
        let account = try lab.openAccount()
        _ = try await lab.pass()
        let payment = Payment(method: "transfer", currency: "EUR", amount: 700, reference: "VIR-2")
        try lab.workspace.record(.paymentReceived(payment), for: account)
        let second = try lab.workspace.orderMumble(for: account)
        let report = try Placing(workspace: lab.workspace).run(at: lab.now, silent: [])
        #expect(report.problems.contains { $0.contains("h1 does not answer") }, "\(report.problems)")
        #expect(try lab.store.server(second.server)?.placement == nil)
    }

    @Test func `a client without a usable address has no account`() async throws {
        let lab = try await TemporaryWorkspace()
        for (name, email) in [("X", "nobody"), ("X", "a@b\nBcc: c@d"), ("X\u{1B}[2J", "a@b.fr"), ("  ", "a@b.fr")] {
            let person = Person(name: name, email: email, postalAddress: "", language: .fr)
            #expect(throws: MailError.self) { try lab.workspace.openAccount(person, kind: .consumer) }
        }
        #expect(try lab.store.accountIDs().isEmpty)
    }

    @Test func `the name of a server comes with its order or not at all`() async throws {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 700)
        #expect(try lab.store.server(subscription.server)?.settings["name"] == "Test")
        let long = String(repeating: "n", count: 201)
        #expect(throws: ProductError.self) {
            try lab.workspace.placeOrder(
                for: AccountID(number: 1001),
                product: "mumble",
                slots: 10,
                months: 1,
                name: long,
                priority: 1
            )
        }
    }
}
