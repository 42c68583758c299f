import Contract
import Controller
import Foundation
import Testing

@Suite struct CatalogueTests {
    private static let sample = "\(Repository.templates)/catalogue/sample.yaml"

    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func `the larger list prices every verified product for each number of slots, and nothing else`() throws {
        let prices = try Catalogue.load("\(Repository.templates)/catalogue/games.yaml")
        let verified = try ProductShelf.load("\(Repository.templates)/servers").all.filter { $0.verified == true }
        #expect(prices.products.keys.sorted() == verified.map(\.id))
        for product in verified {
            for slots in product.slots.range {
                _ = try prices.price(product: product.id, slots: slots, on: date("2010-01-31"))
            }
        }
    }

    @Test func `R6.4-02 the shipped price list prices every band`() throws {
        let catalogue = try Catalogue.load(Self.sample)
        for (slots, price) in [(5, 350), (10, 700), (50, 3500), (51, 3060), (100, 6000), (101, 5050), (500, 25_000)] {
            let quote = try catalogue.price(product: "mumble", slots: slots, on: date("2010-01-31"))
            #expect(quote.monthlyPrice == Int64(price))
            #expect(quote.catalogue == "sample-2010-01")
            #expect(quote.requiresSubscription)
        }
    }

    @Test(arguments: [("2010-01-01", 1960), ("2013-12-31", 1960), ("2014-01-01", 2000), ("2026-05-05", 2000)])
    func `the tax rate is the one of the day`(day: String, rate: Int) throws {
        let quote = try Catalogue.load(Self.sample).price(product: "mumble", slots: 10, on: date(day))
        #expect(quote.taxRate == rate)
    }

    @Test func `what cannot be priced is refused with what could be`() throws {
        let catalogue = try Catalogue.load(Self.sample)
        let day = try date("2010-02-02")
        let unknown = #expect(throws: CatalogueError.self) { try catalogue.price(product: "quake", slots: 10, on: day) }
        #expect(unknown?.description == "The product \"quake\" is not in the catalogue; order one of: mumble.")
        for slots in [-1, 0, 4, 501] {
            let range = #expect(throws: CatalogueError.self) {
                try catalogue.price(product: "mumble", slots: slots, on: day)
            }
            #expect(range?.description.contains("between 5 and 500") == true)
        }
        let early = #expect(throws: CatalogueError.self) {
            try catalogue.price(product: "mumble", slots: 10, on: date("2009-12-31"))
        }
        #expect(early?.description.contains("valid from 2010-01-01") == true)
    }

    @Test(arguments: [
        ("currency: EUR", "currency: USD", "currency is USD"),
        ("to: 50,", "to: 49,", "products.mumble.tiers has a gap"),
        ("centsPerSlot: 60", "centsPerSlot: -1", "products.mumble.tiers has a price"),
        ("centsPerSlot: 60", "centsPerSlot: 0.6", "products.mumble.tiers[1].centsPerSlot"),
        ("centsPerSlot: 60", "cents: 60", "products.mumble.tiers[1].centsPerSlot is missing"),
        ("version:", "versoin:", "version is missing"),
        ("currency: EUR", "currency: EUR\ndiscount: 3", "the field discount is not known"),
        ("from: 2000-04-01", "from: 2011-04-01", "tax begins after validFrom"),
        ("validFrom: 2010-01-01", "validFrom: 2010-02-30", "validFrom is wrong"),
        ("products:", "products: [", "not YAML"),
    ])
    func `a damaged price list names file and field`(from: String, to: String, expected: String) throws {
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: Self.sample, encoding: .utf8)
        #expect(text.contains(from))
        let file = try folder.write(text.replacing(from, with: to), to: "prices.yaml")
        let error = #expect(throws: CatalogueError.self) { try Catalogue.load(file) }
        let sentence = try #require(error?.description)
        #expect(sentence.contains(expected) && sentence.contains(file), "\(sentence)")
    }

    @Test func `R6.4-03 R6.4-04 R6.4-11 what the list shows is what is debited, in euros and nothing else`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        let shown = try Catalogue.load(Self.sample).price(product: "mumble", slots: 10, on: date("2026-01-31"))
        let subscription = try await lab.leaseServer(cents: shown.monthlyPrice)
        let owner = try lab.workspace.requireOwner(of: subscription)
        #expect(owner[subscription]?.order.monthlyPrice == shown.monthlyPrice)
        #expect(owner.euroBalance == 0 && owner[subscription]?.phase == .active(period: 1), "debited to the cent")
        let folder = try TemporaryFolder()
        let dollars = try String(contentsOfFile: Self.sample, encoding: .utf8)
            .replacing("currency: EUR", with: "currency: USD")
        let error = #expect(throws: CatalogueError.self) { try Catalogue.load(folder.write(dollars, to: "usd.yaml")) }
        #expect(error?.description.contains("R6.4-04") == true)
    }

    @Test func `a price list that is not there is named`() {
        let error = #expect(throws: CatalogueError.self) { try Catalogue.load("/nonexistent/prices.yaml") }
        #expect(error?.description.contains("/nonexistent/prices.yaml") == true)
    }
}
