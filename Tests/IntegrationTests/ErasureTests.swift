import Contract
import Fleet
import Foundation
import Store
import Testing

@testable import Controller

/// What a host erases, from the end of a contract to its proof in the books.
@Suite(.timeLimit(.minutes(15))) struct ErasureTests {
    @Test func `more erasures at once than a report shows are all attested, and their slots and ports come back`()
        async throws
    {
        try await withFleet { fleet in
            let settings = "brakeMinimum: 1\nbrakePercent: 20\nquarantineSeconds: 0\n"
            try settings.write(toFile: fleet.lab.state + "/settings.yaml", atomically: true, encoding: .utf8)
            #expect(try await fleet.add("h1", slots: 3000).status == 0)
            let workspace = try fleet.workspace()
            let ended = try (0..<250).map { _ in try end(workspace) }
            #expect(try workspace.store.servers(on: "h1").count == 250)
            let root = try await fleet.root("h1")
            for subscription in ended { try leave(in: root, subscription.server) }

            let held = try await fleet.lab.run("tick", "--settle", "5")
            #expect(held.status == 2 && held.output.contains("250 of 250 servers would be"), "\(held.output)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: root + "/servers").count == 250)
            #expect(try await fleet.lab.run("brake", "release", "mass", "--yes").status == 0)
            try await fleet.settle()
            #expect(try FileManager.default.contentsOfDirectory(atPath: root + "/servers").isEmpty)
            #expect(try workspace.store.servers(on: "h1").isEmpty)
            for subscription in ended {
                let server = try #require(try workspace.store.server(subscription.server))
                #expect(server.closedAt != nil && server.erasedAt != nil, "\(server.id)")
            }
            let host = try await fleet.lab.run("host", "show", "h1").output
            #expect(host.contains(" 0 of 3000 used"), "\(host)")
            let told = try await fleet.lab.run("explain", "\(ended[0])").output
            #expect(told.contains("Erased 2 files"), "\(told)")
            #expect(try await fleet.lab.run("ledger", "verify").status == 0)
        }
    }

    @Test func `a server that ended is kept aside for the time that the settings give, then erased and attested`()
        async throws
    {
        try await withFleet { fleet in
            try "keptAsideSeconds: 3600\n".write(
                toFile: fleet.lab.state + "/settings.yaml",
                atomically: true,
                encoding: .utf8
            )
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.buyServer()
            let root = try await fleet.root("h1")
            #expect(
                try await fleet.lab.run("subscription", "terminate", "S-1001", "--signed-in", "--yes").status == 0
            )
            // That it waits keeps nobody waiting.
            try await fleet.settle()
            #expect(try await fleet.processes(of: "srv-1001", on: "h1").isEmpty)
            let kept = try FileManager.default.contentsOfDirectory(atPath: root + "/servers")
            #expect(kept.count == 1 && kept[0].hasPrefix(".erased-srv-1001-"), "\(kept)")
            let shown = try await fleet.lab.run("server", "show", "srv-1001").output
            #expect(shown.contains("kept"), "\(shown)")
            #expect(try await fleet.lab.run("host", "show", "h1").output.contains("10 of 100 used"))
            #expect(try await !fleet.lab.run("explain", "S-1001").output.contains("Erased"))

            try fleet.letTimePass(seconds: 3601)
            try await eventually("it is erased and attested") {
                try await fleet.settle()
                return try await !fleet.lab.run("host", "show", "h1").output.contains("10 of 100 used")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: root + "/servers").isEmpty)
            #expect(try await fleet.lab.run("explain", "S-1001").output.contains("Erased"))
        }
    }

    /// A lease that ended before its host heard of it.
    private func end(_ workspace: Workspace) throws -> SubscriptionID {
        let person = Person(name: "A. Client", email: "client@example.com", postalAddress: "", language: .en)
        let account = try workspace.openAccount(person, kind: .consumer).0
        try workspace.acceptTerms(for: account)
        for mail in try workspace.store.dueMail(at: workspace.time.now(), limit: 10) {
            try workspace.record(.noticeHandedOver(mail.key), for: mail.account, by: .system)
        }
        let order = Order(
            subscription: try workspace.store.nextSubscription(),
            product: "mumble",
            slots: 10,
            monthlyPrice: 0,
            taxRate: 2000,
            catalogue: "c",
            terms: workspace.book.current
        )
        try workspace.record(.orderPlaced(order), for: account)
        let rules = try workspace.shelf.template("mumble").product.placementRules
        _ = try workspace.store.place(order.subscription.server, rules: rules, at: workspace.time.now())
        try workspace.record(.terminationRequested(order.subscription), for: account, by: .client)
        return order.subscription
    }

    /// What its host would have of it.
    private func leave(in root: String, _ server: ServerID) throws {
        let folder = "\(root)/servers/\(server)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try "\(server)\n".write(toFile: folder + "/.lessor-server", atomically: false, encoding: .utf8)
        try "a client's".write(toFile: folder + "/file", atomically: false, encoding: .utf8)
    }
}
