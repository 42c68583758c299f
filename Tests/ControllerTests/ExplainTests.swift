import Contract
import Fleet
import Store
import Testing
import Wire

@testable import Controller

/// Why a server is as it is: with the money that it lives on, and still after its host is gone.
@Suite struct ExplainTests {
    @Test func `a subscription is explained with the payments that fed it, in the order in which they became known`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 2100)
        let account = AccountID(number: 1001)
        let later = TemporaryWorkspace.start.adding(seconds: 86_400)
        try lab.store.setLabTime(later)
        let payment = Payment(method: "transfer", currency: "EUR", amount: 500, reference: "VIR-9")
        try lab.workspace.record(.paymentReceived(payment), for: account, occurredAt: TemporaryWorkspace.start)
        let lines = try lab.workspace.explain(account, subscription: subscription, at: nil).lines
        #expect(lines.contains { $0.text.contains("21.00 EUR by transfer") })
        #expect(lines.contains { $0.text.contains("21.00 EUR to client:A-1001:balance") })
        #expect(lines.map(\.at) == lines.map(\.at).sorted())
        let late = try #require(lines.first { $0.text.contains("VIR-9") && $0.kind == "fact" })
        #expect(late.at == later)
        #expect(late.text.contains("which happened"))
        let before = try lab.workspace.explain(account, subscription: subscription, at: TemporaryWorkspace.start)
        #expect(!before.lines.contains { $0.text.contains("VIR-9") })
    }

    @Test func `an ended server is explained after its host was removed`() async throws {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 700)
        let account = AccountID(number: 1001)
        let start = TemporaryWorkspace.start
        try lab.store.setLabTime(start.adding(seconds: 600))
        try lab.report(
            [(start, .up), (start.adding(seconds: 500), .stopped)],
            of: subscription.server,
            through: start.adding(seconds: 600)
        )
        try lab.workspace.record(.terminationRequested(subscription), for: account)
        var report = PassReport()
        let plan = HostPlan(erased: [HostPlan.Erasure(server: subscription.server, proof: "test")])
        try Attestation(workspace: lab.workspace, now: lab.now).record(plan, into: &report)
        try lab.store.removeHost("h1")
        let explanation = try lab.workspace.explain(account, subscription: subscription, at: nil)
        #expect(explanation.intervals.map(\.seconds) == [500])
    }

    @Test func `AMB-01: each subscription is explained with the words of the terms that its order accepted`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        let old = try await lab.leaseServer(cents: 700)
        let account = AccountID(number: 1001)
        let folder = try TemporaryFolder()
        let changes = [
            ("id: serveurts-2010-02-02", "id: own-2027"),
            ("quote: \"le Client est libre de résilier le service\"", "quote: \"le Client est libre\""),
        ]
        let file = try OwnTerms.read(try OwnTerms.file(changes, in: folder).path)
        #expect(file.problems == [])
        _ = try lab.workspace.installTerms(file)
        let renewed = try #require(try lab.workspace.renewed())
        try renewed.acceptTerms(for: account)
        let new = try renewed.orderMumble(for: account)
        let words = [(old, "le Client est libre de résilier le service"), (new, "le Client est libre")]
        for (subscription, words) in words {
            try renewed.record(.terminationRequested(subscription), for: account)
            let lines = try renewed.explain(account, subscription: subscription, at: nil).lines
            let ending = try #require(lines.last { $0.rule == "R7.3-01" }, "\(subscription)")
            #expect(ending.quote == words)
        }
    }

    @Test func `what was true is told as it was then, with what nearly happened`() async throws {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 1399)
        let account = AccountID(number: 1001)
        let start = TemporaryWorkspace.start
        let later = start.adding(seconds: 40 * 86_400)
        try lab.store.setLabTime(later)
        _ = try ContractSweep(workspace: lab.workspace).run(at: later)
        try lab.workspace.record(.terminationRequested(subscription), for: account)
        let then = start.adding(seconds: 86_400)
        let explanation = try lab.workspace.explain(account, subscription: subscription, at: then)
        #expect(explanation.summary.count == 4)
        #expect(explanation.summary.contains { $0.contains("A-1001: balance 6.99 EUR") })
        #expect(
            explanation.summary.contains { $0.contains("S-1001: mumble, 10 slots, active, month 1, next due date") }
        )
        #expect(explanation.summary.contains { $0.hasPrefix("srv-1001: must be running") })
        let miss = try #require(explanation.nearMisses.first { $0.rule == "R6.11-01" })
        #expect(miss.text.contains("balance 6.99 EUR, 7.00 EUR needed") && miss.article == "6.11")
        #expect(miss.subscription == "S-1001" && miss.quote?.isEmpty == false)
        let now = try lab.workspace.explain(account, subscription: subscription, at: nil)
        #expect(now.summary.contains { $0.contains("ended (R7.3-01)") })
        #expect(now.nearMisses.map(\.rule).contains("R7.3-02") && !now.nearMisses.map(\.rule).contains("R6.11-01"))
        let before = try lab.workspace.explain(account, subscription: subscription, at: start.adding(seconds: -60))
        #expect(before.summary.count == 1 && before.summary[0].contains("not open yet"))
        #expect(before.lines.isEmpty && before.nearMisses.isEmpty)
    }
}
