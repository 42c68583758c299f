import Contract
import Foundation
import Store
import Testing

@testable import Controller

@Suite struct PriceTests {
    /// 2026-01-31 in Paris.
    private let start = TemporaryWorkspace.start

    /// A price list as the shipped one, with another price for up to 50 slots.
    private func list(
        _ folder: TemporaryFolder,
        version: String = "2026-03",
        from: String = "2026-03-01",
        cents: Int = 80,
        title: String = "Mumble voice server"
    ) throws -> String {
        let sample = try String(contentsOfFile: "\(Repository.templates)/catalogue/sample.yaml", encoding: .utf8)
        let text = sample.replacing("version: sample-2010-01", with: "version: \(version)")
            .replacing("validFrom: 2010-01-01", with: "validFrom: \(from)")
            .replacing("centsPerSlot: 70", with: "centsPerSlot: \(cents)")
            .replacing("title: Mumble voice server", with: "title: '\(title)'")
        return try folder.write(text, to: "list-\(version).yaml")
    }

    private func reopened(_ state: TemporaryWorkspace) throws -> Workspace {
        try Workspace.open(state.workspace.directory, templates: TemplateDirectory(path: Repository.templates))
    }

    /// The public pages, as JSON and for people.
    private func shown(_ state: TemporaryWorkspace) throws -> [String] {
        try ["json", "html"].map {
            try String(contentsOfFile: state.workspace.directory.pages + "/prices.\($0)", encoding: .utf8)
        }
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func `R6.4-05, R6.4-09: publishing tells every subscription that the list concerns`() async throws {
        let state = try await TemporaryWorkspace()
        let subscription = try await state.leaseServer(cents: 700)
        let outcomes = try state.workspace.publish(try list(state.folder), by: .mail)
        #expect(outcomes.map(\.subscription) == [subscription] && outcomes.map(\.after) == [800])
        #expect(outcomes.map(\.before) == [700] && outcomes.map(\.rule) == ["R6.4-09"])
        let account = try state.workspace.requireOwner(of: subscription)
        #expect(account[subscription]?.priceChanges.map(\.standing) == [.awaitingNotice])
        #expect(try state.store.mail(of: account.id).contains { $0.notice.template == "R6.4-05" })
        #expect(try state.store.verify(under: state.workspace.book).problems == [])
    }

    @Test func `R6.4-05: a list that comes too early for one subscription is refused whole`() async throws {
        let state = try await TemporaryWorkspace()
        let subscription = try await state.leaseServer(cents: 700)
        let file = try list(state.folder, from: "2026-02-27")
        let before = try shown(state)
        let refusal = #expect(throws: Refusal.self) { try state.workspace.publish(file, by: .page) }
        #expect(refusal?.rule == "R6.4-05")
        let account = try state.workspace.requireOwner(of: subscription)
        #expect(try account[subscription]?.priceChanges == [] && reopened(state).prices.editions.count == 1)
        #expect(try shown(state) == before)
    }

    @Test func `publishing again goes on where it was cut short, and changes nothing twice`() async throws {
        let state = try await TemporaryWorkspace()
        _ = try await state.leaseServer(cents: 700)
        let file = try list(state.folder)
        #expect(try state.workspace.publish(file, by: .page).count == 1)
        #expect(try reopened(state).publish(file, by: .page) == [])
        let other = try list(state.folder, cents: 81)
        #expect(throws: CatalogueError.self) { try reopened(state).publish(other, by: .page) }
    }

    @Test func `R6.4-01: what is published is what prices orders, with nothing from outside and every text escaped`()
        async throws
    {
        let state = try await TemporaryWorkspace()
        let file = try list(state.folder, title: "<script src=\"http://x\">&")
        _ = try state.workspace.publish(file, by: .page)
        let prices = try reopened(state).prices
        let data = try Data(contentsOf: URL(filePath: state.workspace.directory.pages + "/prices.json"))
        let page = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let lists = try #require(page["lists"] as? [[String: Any]])
        for (published, on) in zip(lists, ["2026-01-31", "2026-03-01"]) {
            let products = try #require(published["products"] as? [[String: Any]])
            for tier in try #require(products[0]["tiers"] as? [[String: Int]]) {
                for slots in [tier["from"] ?? 0, tier["to"] ?? 0] {
                    let quote = try prices.quote(product: "mumble", slots: slots, on: day(on))
                    #expect(quote.monthlyPrice == Int64(slots * (tier["centsPerSlot"] ?? -1)))
                    #expect(quote.catalogue == published["version"] as? String)
                }
            }
        }
        let html = try String(contentsOfFile: state.workspace.directory.pages + "/prices.html", encoding: .utf8)
        #expect(html.contains("&lt;script src=&quot;http://x&quot;&gt;&amp;") && !html.contains("<script"))
        #expect(!html.contains("<link") && !html.contains("<img"))
        #expect(html.contains("0,80 €") && html.contains("1er mars 2026") && html.contains("CSIL SARL"))
        for word in ["src=\"", "href=", "url("] { #expect(!html.contains(word), "\(word)") }
    }

    @Test func `R6.4-01: a new state shows its prices, and each pass what prices orders on its day`() async throws {
        let state = try await TemporaryWorkspace()
        #expect(try shown(state)[1].contains("En vigueur : tarif sample-2010-01"))
        let controller = try state.controller()
        _ = try await controller.pass()
        // Published beside a running controller, which goes on with what it shows.
        _ = try state.workspace.publish(try list(state.folder), by: .page)
        for (date, current) in [("2026-02-28", "sample-2010-01"), ("2026-03-01", "2026-03"), ("2026-03-02", "2026-03")]
        {
            try state.store.setLabTime(state.workspace.book.zone.start(of: day(date), plus: 60))
            let report = try await controller.pass()
            #expect(report.problems == [])
            let pages = try shown(state)
            #expect(pages[0].contains("\"asOf\" : \"\(date)\"") && pages[1].contains("En vigueur : tarif \(current)"))
            #expect(pages[1].contains("Annoncé : tarif 2026-03") == (current == "sample-2010-01"))
            #expect(try reopened(state).prices.catalogue(on: day(date)).version == current)
        }
        let file = state.workspace.directory.pages + "/prices.html"
        let before = try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int
        _ = try await controller.pass()
        await controller.shutDown()
        // What shows the same is not written again, by who knows nothing of the last time neither.
        var pages = PricePages()
        #expect(try pages.renew(in: reopened(state), at: state.now) == nil)
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.systemFileNumber] as? Int == before)
    }

    @Test func `R6.4-01: a list that cannot be read is said by each pass, and the page stays until it can`()
        async throws
    {
        let state = try await TemporaryWorkspace()
        let before = try shown(state)
        let controller = try state.controller()
        let good = try String(contentsOfFile: state.workspace.directory.catalogue, encoding: .utf8)
        try Data("products: [".utf8).write(to: URL(filePath: state.workspace.directory.catalogue))
        for _ in 1...2 {
            let problems = try await controller.pass().problems
            #expect(problems.count == 1 && problems[0].hasPrefix("The public price list is not renewed"))
        }
        #expect(try shown(state) == before)
        try Data(good.utf8).write(to: URL(filePath: state.workspace.directory.catalogue))
        #expect(try await controller.pass().problems == [])
        await controller.shutDown()
    }

    @Test func `AMB-46: an order carries what is announced, and its page shows it`() async throws {
        let state = try await TemporaryWorkspace()
        _ = try state.workspace.publish(try list(state.folder), by: .page)
        let workspace = try reopened(state)
        let account = try state.openAccount()
        let id = try workspace.orderMumble(for: account)
        let order = try #require(try workspace.requireAccount(account)[id]).order
        #expect(order.monthlyPrice == 700 && order.announced.map(\.monthlyPrice) == [800])
        #expect(order.announced.map(\.effective) == [try day("2026-03-01")])
    }

    @Test func `a change of slots is priced for its due date, and later lists are announced for it`() async throws {
        let state = try await TemporaryWorkspace()
        let subscription = try await state.leaseServer(cents: 700)
        _ = try state.workspace.publish(try list(state.folder, from: "2026-03-15"), by: .page)
        _ = try reopened(state).changeSlots(of: subscription, to: 20)
        let changed = try #require(try state.workspace.requireOwner(of: subscription)[subscription])
        #expect(changed.slotsChange?.monthlyPrice == 1400)
        // Of what was announced for fewer slots the right to leave stays.
        #expect(changed.priceChanges.map(\.announced.monthlyPrice) == [800, 1600])
        #expect(changed.priceChanges.map(\.isOvertaken) == [true, false])
    }

    @Test func `R6.4-10: a tax rate reaches every subscription and later orders`() async throws {
        let state = try await TemporaryWorkspace()
        let subscription = try await state.leaseServer(cents: 700)
        let rate = Catalogue.TaxRate(from: try day("2026-02-10"), basisPoints: 2100)
        #expect(try state.workspace.publishTax(rate) == [subscription])
        #expect(try reopened(state).publishTax(rate) == [], "once")
        let held = try #require(try state.workspace.requireOwner(of: subscription)[subscription])
        let rates = try ["2026-02-09", "2026-02-10"].map { held.taxRate(on: try day($0)) }
        #expect(rates == [2000, 2100])
        let prices = try reopened(state).prices
        #expect(try prices.quote(product: "mumble", slots: 10, on: day("2026-02-10")).taxRate == 2100)
        #expect(prices.taxChanges(after: try day("2026-02-01")) == [TaxChange(rate: 2100, from: try day("2026-02-10"))])
    }

    @Test func `a version is taken once, has a plain name, and lies ahead`() async throws {
        let state = try await TemporaryWorkspace()
        for (version, from) in [
            ("../x", "2026-03-01"), ("sample-2010-01", "2026-03-01"), ("v2", "2026-01-30"),
        ] {
            let file = try state.folder.write(
                try String(contentsOfFile: "\(Repository.templates)/catalogue/sample.yaml", encoding: .utf8)
                    .replacing("version: sample-2010-01", with: "version: \(version)")
                    .replacing("validFrom: 2010-01-01", with: "validFrom: \(from)"),
                to: "list.yaml"
            )
            #expect(throws: CatalogueError.self, "\(version)") { try state.workspace.publish(file, by: .mail) }
        }
    }

    @Test func `two lists differ where a price differs, and nowhere else`() throws {
        let folder = try TemporaryFolder()
        let old = try Catalogue.load("\(Repository.templates)/catalogue/sample.yaml")
        let new = try Catalogue.load(try list(folder))
        #expect(
            PriceDifference.between(old, new) == [
                PriceDifference(product: "mumble", from: 5, to: 50, before: 70, after: 80)
            ]
        )
        #expect(PriceDifference.between(old, old) == [])
    }

    @Test func `R1-01, R6.6-02: an invoice carries the provider's identity, and adds up`() async throws {
        let state = try await TemporaryWorkspace()
        let subscription = try await state.leaseServer(cents: 700)
        let issued = try #require(try state.store.invoice(ofTransaction: "debit/\(subscription)/1"))
        let document = InvoiceDocument(issued)
        for text in [document.text, document.html, try String(decoding: JSONEncoder().encode(document), as: UTF8.self)]
        {
            for part in [
                "CSIL SARL", "6 rue Maurice Tenine", "RCS Créteil B420 840 423",
                "au nom de Concept Systeme Ingénierie Logiciel", "F2026-000001", "5.83", "1.17", "7.00", "A. Client",
            ] {
                #expect(text.contains(part), "\(part)")
            }
        }
        #expect(document.text.contains("mumble, 10 slots, month 1"))
        #expect(!document.html.contains("http"))
    }
}
