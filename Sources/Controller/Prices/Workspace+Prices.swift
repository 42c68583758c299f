package import Contract
import Foundation
import Store

/// What publishing a price list means for one subscription.
package struct PriceOutcome: Encodable, Equatable, Sendable {
    package let account: AccountID
    package let subscription: SubscriptionID
    /// Tax included, in cents.
    package let before: Int64
    package let after: Int64
    /// The rule that applies: R6.4-09 after a notice, R6.4-06 without one.
    package let rule: RuleID
}

extension Workspace {
    /// Publishes a price list: installs it as a version of its own, renews the public page, and tells every subscription
    /// whose price it changes (R6.4-01, R6.4-05, R6.4-09).
    ///
    /// Refused whole, before anything is written, where one subscription's notice would be too short. Doing it again
    /// with the same file goes on where it was cut short.
    package func publish(_ file: String, by channel: NoticeChannel) throws -> [PriceOutcome] {
        let now = try time.now()
        let bytes = try read(file)
        let catalogue = try Catalogue.load(file)
        var index = try PriceIndex.load(directory.priceIndex)
        let done = index.publications.first { $0.version == catalogue.version }
        let publishedAt = done?.publishedAt ?? now
        if done == nil {
            try check(catalogue, on: book.zone.date(at: now))
        } else {
            guard FileManager.default.contents(atPath: directory.priceList(catalogue.version)) == bytes else {
                throw CatalogueError.invalid(
                    "The price list \(catalogue.version) is published already with other prices; give this one a version of its own."
                )
            }
        }
        let editions = prices.editions.filter { $0.catalogue.version != catalogue.version }
        let next = PriceBook(
            editions: editions + [.init(catalogue: catalogue, publishedAt: publishedAt)],
            taxes: index.taxes
        )
        let changes = try announcements(of: catalogue, in: next, by: done?.channel ?? channel, at: publishedAt)
        for change in changes { try rehearse(change, at: now) }
        if done == nil {
            try makeFolder(directory.prices)
            try AtomicFile.write(Array(bytes), to: directory.priceList(catalogue.version))
            index.publications.append(.init(version: catalogue.version, publishedAt: now, channel: channel))
            try index.save(to: directory.priceIndex)
        }
        try writePricePages(next, on: book.zone.date(at: now))
        return try changes.compactMap { try announce($0) }
    }

    /// Publishes a tax rate; every subscription carries it from that day on (R6.4-10). Returns those concerned.
    package func publishTax(_ rate: Catalogue.TaxRate) throws -> [SubscriptionID] {
        let today = book.zone.date(at: try time.now())
        guard (0..<10_000).contains(rate.basisPoints) else {
            throw CatalogueError.invalid(
                "A tax of \(rate.basisPoints) basis points is not possible; give 0 to 99.99 %."
            )
        }
        var index = try PriceIndex.load(directory.priceIndex)
        index.taxes.removeAll { $0.from == rate.from }
        index.taxes = (index.taxes + [rate]).sorted { $0.from < $1.from }
        try makeFolder(directory.prices)
        try index.save(to: directory.priceIndex)
        try writePricePages(PriceBook(editions: prices.editions, taxes: index.taxes), on: today)
        let change = TaxChange(rate: rate.basisPoints, from: rate.from)
        return try livingSubscriptions().compactMap { account, subscription in
            guard subscription.taxRate(on: rate.from) != rate.basisPoints else { return nil }
            try record(.prices(.taxChanged(subscription: subscription.id, to: change)), for: account)
            return subscription.id
        }
    }

    private func check(_ catalogue: Catalogue, on today: CivilDate) throws {
        let last = prices.editions[prices.editions.count - 1].catalogue
        guard catalogue.version.isFileName,
            !prices.editions.contains(where: { $0.catalogue.version == catalogue.version })
        else {
            throw CatalogueError.invalid(
                "The version \"\(catalogue.version)\" is taken or cannot name a file; give the list a new one of letters, digits, points and hyphens."
            )
        }
        guard catalogue.validFrom >= today, catalogue.validFrom >= last.validFrom else {
            throw CatalogueError.invalid(
                "The price list \(catalogue.version) is valid from \(catalogue.validFrom); choose \(max(today, last.validFrom)) or later."
            )
        }
    }

    /// A parked account takes no fact: it is told when the same is published again after it was put back.
    private func livingSubscriptions() throws -> [(AccountID, Subscription)] {
        let parked = Set(try store.parked().map(\.id))
        return try store.accountIDs().filter { !parked.contains($0) }.flatMap { id in
            try requireAccount(id).subscriptions.filter { !$0.isEnded && $0.priceExit == nil }.map { (id, $0) }
        }
    }

    private func read(_ file: String) throws -> Data {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw WorkspaceError.file(file, "it cannot be read")
        }
        return bytes
    }

    private func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw WorkspaceError.unwritable(path, error.localizedDescription)
        }
    }

    /// Writes the public page and the same as JSON (R6.4-01), where they do not say that already.
    package func writePricePages(_ prices: PriceBook, on today: CivilDate) throws {
        try makeFolder(directory.pages)
        let page = PricePage(prices, on: today)
        for (name, text) in [("prices.html", page.html), ("prices.json", try page.json())] {
            let path = "\(directory.pages)/\(name)"
            guard FileManager.default.contents(atPath: path) != Data(text.utf8) else { continue }
            try AtomicFile.write(Array(text.utf8), to: path)
        }
    }
}

/// One price change to be announced to one subscription.
private struct Announcement {
    let account: AccountID
    let subscription: SubscriptionID
    let before: Int64
    let price: AnnouncedPrice
    let event: Event
    let publishedAt: Instant
}

extension Workspace {
    /// Subscriptions that the list prices otherwise than they would be by its day. A product that it no longer sells keeps
    /// its price: nothing is announced for it.
    private func announcements(
        of catalogue: Catalogue,
        in prices: PriceBook,
        by channel: NoticeChannel,
        at publishedAt: Instant
    ) throws -> [Announcement] {
        try livingSubscriptions().compactMap { account, subscription in
            guard let terms = book.terms(of: subscription.order) else { return nil }
            let day = max(catalogue.validFrom, subscription.nextDue(under: book) ?? catalogue.validFrom)
            let slots = subscription.slotsAhead
            guard
                let quote = try? prices.quote(
                    product: subscription.order.product,
                    slots: slots,
                    on: catalogue.validFrom
                )
            else { return nil }
            let price = AnnouncedPrice(
                catalogue: catalogue.version,
                monthlyPrice: quote.monthlyPrice,
                taxRate: quote.taxRate,
                effective: catalogue.validFrom
            )
            let known = subscription.priceChanges.contains { $0.announced == price && !$0.isOvertaken }
            let before = subscription.price(at: day, debitedOn: day, under: terms)
            guard !known, before != TaxedPrice(gross: quote.monthlyPrice, rate: quote.taxRate) else { return nil }
            return Announcement(
                account: account,
                subscription: subscription.id,
                before: before.gross,
                price: price,
                event: .prices(.announced(subscription: subscription.id, price: price, channel: channel)),
                publishedAt: publishedAt
            )
        }
    }

    /// The contract's own answer, on a copy.
    private func rehearse(_ change: Announcement, at now: Instant) throws {
        var copy = try requireAccount(change.account)
        let fact = Fact(change.event, occurredAt: min(change.publishedAt, now), recordedAt: now, actor: .staff)
        _ = try copy.record(fact, under: book)
    }

    private func announce(_ change: Announcement) throws -> PriceOutcome? {
        let effects = try record(change.event, for: change.account, by: .staff, occurredAt: change.publishedAt)
        guard let rule = effects.map(\.rule).first(where: { $0 == "R6.4-06" || $0 == "R6.4-09" }) else { return nil }
        return PriceOutcome(
            account: change.account,
            subscription: change.subscription,
            before: change.before,
            after: change.price.monthlyPrice,
            rule: rule
        )
    }
}

extension String {
    /// Letters, digits, points and hyphens, not beginning with a point.
    fileprivate var isFileName: Bool {
        (1...80).contains(utf8.count) && first != "."
            && unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == ".")
            }
    }
}
