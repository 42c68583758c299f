import Contract
import Foundation
import Store
import TestSupport
import Testing
import Wire

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
            ("history", "history/\(subscription.server).json"), ("public", "public.json"),
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

    @Test func `the days of a server are in its history, and public.json names neither server nor client`() async throws
    {
        let world = try await TemporaryWorkspace()
        let server = try await world.leaseServer(cents: 700).server
        let start = try world.now
        try world.report(
            [(start, .up), (start.adding(seconds: 1800), .down)],
            of: server,
            through: start.adding(seconds: 2400)
        )
        try world.store.setLabTime(start.adding(seconds: 2400))
        _ = try await world.pass()
        let status = world.workspace.directory.status
        let file = try Data(contentsOf: URL(filePath: "\(status)/history/\(server).json"))
        let document = try #require(try JSONSerialization.jsonObject(with: file) as? [String: Any])
        let uptime = try #require(document["uptime"] as? [String: Any])
        let days = try #require(uptime["days"] as? [[String: Int]])
        #expect(days.count == 90)
        #expect(days.last?["up"] == 1800 && days.last?["down"] == 600)
        #expect(days.dropLast().allSatisfy { $0 == ["absent": $0["absent"] ?? 0] }, "it was not leased before")
        let visible = try String(contentsOfFile: "\(status)/public.json", encoding: .utf8)
        for word in ["srv-", "S-1", "A-1", "Client", "example.com", "127.0.0.1"] { #expect(!visible.contains(word)) }
        #expect(visible.contains(#""up" : 7500"#) && visible.contains(#""down" : 2500"#))
    }

    @Test func `a controller looks at the days again after an hour and not with each pass`() async throws {
        let world = try await TemporaryWorkspace()
        let server = try await world.leaseServer(cents: 700).server
        let start = try world.now
        let controller = try world.controller()
        func generation(_ file: String) throws -> Int {
            let data = try Data(contentsOf: URL(filePath: "\(world.workspace.directory.status)/\(file)"))
            let document = try JSONSerialization.jsonObject(with: data) as? [String: Any]
            return try #require(document?["generation"] as? Int)
        }
        func history() throws -> Int { try generation("history/\(server).json") }
        _ = try await controller.pass()
        let (first, visible) = (try history(), try generation("public.json"))
        try world.store.setLabTime(start.adding(seconds: 3599))
        _ = try await controller.pass()
        #expect(try history() == first)
        #expect(try generation("public.json") > visible, "who reads it must see that the controller lives")
        try world.store.setLabTime(start.adding(seconds: 3600))
        _ = try await controller.pass()
        #expect(try history() > first)
        await controller.shutDown()
    }

    @Test func `a later pass of the same controller shows what became of one account, and the others as before`()
        async throws
    {
        let world = try await TemporaryWorkspace()
        let (first, second) = (try await world.leaseServer(cents: 700), try await world.leaseServer(cents: 700))
        let controller = try world.controller()
        func phase(_ subscription: SubscriptionID) throws -> String {
            let file = "\(world.workspace.directory.status)/servers/\(subscription.server).json"
            let document = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: file)))
            let server = (document as? [String: Any])?["server"] as? [String: Any]
            return try #require(server?["phase"] as? String)
        }
        _ = try await controller.pass()
        let before = try phase(second)
        #expect(try phase(first) == before && before.hasPrefix("active"))
        let account = try #require(try world.store.owner(of: first))
        try world.workspace.record(.terminationRequested(first), for: account)
        _ = try await controller.pass()
        #expect(try phase(first).hasPrefix("ended") && phase(second) == before)
        await controller.shutDown()
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
