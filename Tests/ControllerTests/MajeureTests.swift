import Contract
import Fleet
import Foundation
import Store
import Testing

@testable import Controller

@Suite struct MajeureTests {
    private func declare(_ lab: TemporaryWorkspace, _ id: String = "flood") throws -> [RecordedStep] {
        let scope = try lab.workspace.scope(hosts: ["h1"], subscriptions: [])
        return try lab.workspace.declare(scope) {
            ForceMajeureDeclaration(
                id: id,
                cause: .flood,
                subscriptions: $0,
                startedAt: TemporaryWorkspace.start,
                prevents: true,
                forecast: "soon"
            )
        }
    }

    @Test func `R4-03: a case on a host is declared once to each client who has a living server there`() async throws {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 5000)
        let elsewhere = try lab.openAccount()
        #expect(try declare(lab).map(\.account.number) == [1001])
        #expect(try declare(lab).isEmpty, "again does nothing")
        #expect(try lab.workspace.requireAccount(elsewhere).forceMajeure.isEmpty)
        #expect(throws: WorkspaceError.self) { try lab.workspace.scope(hosts: ["h9"], subscriptions: []) }
        // R4-02: the server is stopped once the mail left, not before.
        #expect(try lab.store.server(subscription.server)?.demand.state == .running)
        _ = try await lab.pass()
        #expect(try lab.store.server(subscription.server)?.demand.state == .stopped)
        let ended = try lab.workspace.tell(.ended(case: "flood"), ofCase: "flood")
        #expect(ended.count == 1)
        #expect(try lab.store.server(subscription.server)?.demand.state == .running)
        #expect(throws: WorkspaceError.self) { try lab.workspace.tell(.ended(case: "flood"), ofCase: "flood") }
        #expect(try lab.store.verify(under: lab.workspace.book).problems == [])
    }

    @Test func `R4-06: a case without news in time is in the status files until somebody gives some, or it is over`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        _ = try await lab.leaseServer(cents: 5000)
        _ = try declare(lab)
        let controller = try lab.controller()
        func overdue(after days: Int64) async throws -> [Int] {
            try lab.store.setLabTime(TemporaryWorkspace.start.adding(seconds: days * 86_400))
            _ = try await controller.pass()
            let metrics = try String(contentsOfFile: lab.workspace.directory.status + "/lessor.prom", encoding: .utf8)
            let line = metrics.split(separator: "\n").first { $0.hasPrefix("lessor_majeure_news_overdue ") }
            return [try lab.workspace.fleetSnapshot().counts.majeureNewsOverdue]
                + [line?.split(separator: " ").last.flatMap { Int($0) } ?? -1]
        }
        for day: Int64 in [1, 6] { #expect(try await overdue(after: day) == [0, 0]) }
        // The contract mails what was last known again, which is no news.
        for day: Int64 in [8, 9] { #expect(try await overdue(after: day) == [1, 1]) }
        _ = try lab.workspace.tell(.updated(case: "flood", forecast: "next week"), ofCase: "flood")
        #expect(try await overdue(after: 10) == [0, 0])
        #expect(try await overdue(after: 17) == [1, 1])
        _ = try lab.workspace.tell(.ended(case: "flood"), ofCase: "flood")
        #expect(try await overdue(after: 18) == [0, 0])
        await controller.shutDown()
    }

    @Test func `a case gets a name that no other has`() async throws {
        let lab = try await TemporaryWorkspace()
        _ = try await lab.leaseServer(cents: 5000)
        let first = try lab.workspace.newCaseName(.flood, since: TemporaryWorkspace.start)
        #expect(first == "flood-2026-01-31")
        _ = try declare(lab, first)
        #expect(try lab.workspace.newCaseName(.flood, since: TemporaryWorkspace.start) == "flood-2026-01-31.2")
    }

    @Test func `what concerns article 4 is told in words`() {
        let narrator = Narrator(zone: .utc)
        let id = SubscriptionID(number: 1001)
        let events: [(Event, String)] = [
            (.forceMajeure(.updated(case: "flood", forecast: "dry")), "news of force majeure flood: dry"),
            (.liability(.interruptionClassified(id, start: Instant(epochSeconds: 0), cause: .attack)), "due to attack"),
            (.liability(.incidentClosed(id, end: Instant(epochSeconds: 0))), "declared incident over at 1970-01-01"),
            (.fraud(.closed(case: "F-1", filing: "PV 1")), "fraud case F-1 filed: PV 1"),
            (.person(.termsAccepted(terms: "t", hash: "abc")), "accepted the terms t, text abc"),
        ]
        for (event, words) in events { #expect(narrator.line(for: event).contains(words)) }
    }
}
