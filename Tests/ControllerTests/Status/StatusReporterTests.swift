import Contract
import Foundation
import Store
import TestSupport
import Testing

@testable import Controller

/// What a real controller writes of a real state.
@Suite struct StatusReporterTests {
    @Test func `the files of a real pass follow their schemas and tell what is ahead`() async throws {
        let world = try await TemporaryWorkspace()
        let subscription = try await world.leaseServer(cents: 700)
        _ = try await world.pass()
        let status = world.workspace.directory.status
        for (kind, file) in [
            ("fleet", "fleet.json"), ("host", "hosts/h1.json"), ("server", "servers/\(subscription.server).json"),
        ] {
            let validator = try SchemaValidator("\(Repository.docs)/schemas/controller-\(kind).schema.json")
            #expect(try validator.faults(in: ["\(status)/\(file)"]) == [])
        }
        let metrics = try String(contentsOfFile: "\(status)/lessor.prom", encoding: .utf8)
        #expect(try Promtool.faults(inMetrics: metrics) == [])
        let known = MonitoringNames.described(in: metrics)
        for name in try MonitoringNames.used() where !name.hasPrefix("lessor_agent_") {
            #expect(known.contains(name), "\(name) of docs/dashboards")
        }
    }

    @Test func `R6.11-01, R6.11-13, R6.11-19: renewal, stop and destruction are ahead in their turn`() async throws {
        let world = try await TemporaryWorkspace()
        let subscription = try await world.leaseServer(cents: 700)
        let id = try #require(try world.store.owner(of: subscription))
        func ahead(on day: String) throws -> [Ahead] {
            var account = try #require(try world.store.account(id))
            let date = try #require(CivilDate(day))
            for next in sequence(first: account.now, next: { _ in account.nextDeadline(under: world.workspace.book) })
                .prefix(50) where next <= world.workspace.book.zone.start(of: date)
            {
                let effects = account.advance(to: next, under: world.workspace.book)
                for key in effects.compactMap(\.noticeKey) {
                    let fact = Fact(.noticeHandedOver(key), occurredAt: next, recordedAt: next, actor: .system)
                    _ = try account.record(fact, under: world.workspace.book)
                }
            }
            return account.ahead(under: world.workspace.book)
        }
        let due = try #require(try world.store.account(id)?[subscription]?.nextDue(under: world.workspace.book))
        func kinds(_ days: Int) throws -> [Ahead.Kind] { try ahead(on: "\(due.adding(days: days))").map(\.kind) }
        #expect(try kinds(-3) == [.renewal])
        #expect(try ahead(on: "\(due.adding(days: -3))").first?.missing ?? 0 > 0)
        #expect(try kinds(5) == [.destruction])
        #expect(try kinds(20) == [])
    }
}
