import Contract
import Metering
import Store
import Testing

@testable import Controller

/// Terms installed in the middle of a history: each part of it stays under the terms that were in force then.
@Suite struct TermsInstallationTests {
    @Test func `R0-01 AMB-01: new terms govern new orders, old orders keep theirs`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        let first = try lab.workspace.orderMumble(for: account)
        let folder = try TemporaryFolder()
        let path = try OwnTerms.file([("id: serveurts-2010-02-02", "id: own-2027")], in: folder).path
        #expect(try lab.workspace.installTerms(try OwnTerms.read(path)).outcome == .installed)
        let renewed = try #require(try lab.workspace.renewed())
        #expect(try renewed.renewed() == nil)
        // R2-03: the new terms are accepted before the next order.
        let refusal = #expect(throws: Refusal.self) { try renewed.orderMumble(for: account) }
        #expect(refusal?.rule == "R2-03")
        try renewed.acceptTerms(for: account)
        let second = try renewed.orderMumble(for: account)
        // Who still works with the old book cannot touch an order that it knows no terms of.
        #expect(throws: StoreError.self) { try lab.workspace.record(.contact(.confirmed), for: account) }
        let subscriptions = try renewed.requireAccount(account).subscriptions
        #expect(subscriptions.map(\.id) == [first, second])
        #expect(subscriptions.map(\.order.terms) == ["serveurts-2010-02-02", "own-2027"])
        #expect(try renewed.installTerms(try OwnTerms.read(path)).outcome == .unchanged)
        let changed = try OwnTerms.file(
            [("id: serveurts-2010-02-02", "id: own-2027"), ("noticeHour: {value: 9", "noticeHour: {value: 8")],
            in: folder
        ).path
        #expect(throws: StoreError.termsChanged("own-2027")) { try renewed.installTerms(try OwnTerms.read(changed)) }
        #expect(try renewed.store.currentTerms() == "own-2027")
        #expect(try renewed.store.verify(under: renewed.book).isWhole)
    }

    @Test func `a controller that runs meets orders under terms installed beside it`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        let controller = try lab.controller()
        _ = try await controller.pass()
        let folder = try TemporaryFolder()
        let path = try OwnTerms.file([("id: serveurts-2010-02-02", "id: own-2027")], in: folder).path
        _ = try lab.workspace.installTerms(try OwnTerms.read(path))
        let renewed = try #require(try lab.workspace.renewed())
        try renewed.acceptTerms(for: account)
        try renewed.orderMumble(for: account)
        let report = try await controller.pass()
        await controller.shutDown()
        #expect(report.problems == [] && report.mailed > 0)
        #expect(try renewed.store.parked().isEmpty)
    }

    /// A mail that comes back holds the servers from 2026-02-10 on (AMB-37 A), and transfers are not taken any more.
    private static let strict = [
        ("id: serveurts-2010-02-02", "id: own-2027"), ("AMB-37: {reading: B", "AMB-37: {reading: A"),
        ("{id: transfer,", "{id: wire,"),
    ]

    @Test func `AMB-01: explain --at and meter decide by the terms of then, before and after others were installed`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 5000)
        let account = AccountID(number: 1001)
        let start = TemporaryWorkspace.start
        let bounced = try #require(try lab.store.mail(of: account).first).key
        func days(_ count: Int64) -> Instant { start.adding(seconds: count * 86_400) }
        try lab.store.setLabTime(days(2))
        try lab.workspace.record(.contact(.mailBounced(bounced)), for: account)
        try lab.workspace.record(.contact(.confirmed), for: account)
        try lab.store.setLabTime(days(10))
        let folder = try TemporaryFolder()
        _ = try lab.workspace.installTerms(try OwnTerms.read(try OwnTerms.file(Self.strict, in: folder).path))
        let renewed = try #require(try lab.workspace.renewed())
        try lab.store.setLabTime(days(12))
        try renewed.record(.contact(.mailBounced(bounced)), for: account)
        try lab.store.setLabTime(days(14))

        func summary(at instant: Instant) throws -> [String] {
            try renewed.explain(account, subscription: subscription, at: instant).summary
        }
        for day in [3, 9, 11] as [Int64] {
            let then = try summary(at: days(day))
            #expect(then.contains("A-1001: balance 43.00 EUR"), "\(then)")
            #expect(then.contains { $0.hasPrefix("srv-1001: must be running") }, "\(then)")
        }
        #expect(try summary(at: days(13)).contains { $0.hasPrefix("srv-1001: must be stopped") })
        let february = renewed.book.zone.date(at: days(3))
        let line = try #require(try renewed.meter(february).first)
        #expect(line.time.seconds[.held] == days(14).seconds(since: days(12)))
        #expect(try renewed.store.verify(under: renewed.book).problems == [])
    }

    @Test func `R4-06: terms installed beside a running controller move a deadline, and it acts then`() async throws {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 5000)
        let start = TemporaryWorkspace.start
        let declaration = ForceMajeureDeclaration(
            id: "flood",
            cause: .flood,
            subscriptions: [subscription],
            startedAt: start,
            prevents: false,
            forecast: "soon"
        )
        try lab.workspace.record(.forceMajeure(.declared(declaration)), for: AccountID(number: 1001), by: .staff)
        let controller = try lab.controller()
        _ = try await controller.pass()
        let folder = try TemporaryFolder()
        let changes = [
            ("id: serveurts-2010-02-02", "id: own-2027"),
            ("forceMajeureUpdateDays: {value: 7", "forceMajeureUpdateDays: {value: 2"),
        ]
        let file = try OwnTerms.read(try OwnTerms.file(changes, in: folder).path)
        #expect(try lab.workspace.installTerms(file).deadlinesMoved == 1)
        let due = lab.workspace.book.zone.start(
            of: lab.workspace.book.zone.date(at: start).adding(days: 2),
            plus: 9 * 3600
        )
        #expect(try lab.store.nextDeadline() == due)
        try lab.store.setLabTime(due)
        _ = try await controller.pass()
        await controller.shutDown()
        let mails = try lab.store.mail(of: AccountID(number: 1001)).filter { $0.key.description.hasPrefix("R4-06/") }
        #expect(mails.map(\.handedOverAt) == [due])
    }
}
