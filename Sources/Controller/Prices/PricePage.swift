package import Contract
import Foundation

/// The public price list (R6.4-01): what prices orders today, and what is announced. Nothing is fetched from outside.
package struct PricePage: Encodable, Sendable {
    package struct List: Encodable, Sendable {
        package let version: String
        package let validFrom: CivilDate
        package let products: [Product]
    }

    package struct Product: Encodable, Sendable {
        package let id: String
        package let title: String
        package let tiers: [Catalogue.Tier]
    }

    package struct Tax: Encodable, Sendable {
        package let from: CivilDate
        package let basisPoints: Int
    }

    package let currency = "EUR"
    package let taxIncluded = true
    package let asOf: CivilDate
    package let tax: [Tax]
    /// In force first, then those announced.
    package let lists: [List]

    package init(_ prices: PriceBook, on today: CivilDate) {
        asOf = today
        let current = prices.catalogue(on: today)
        let ahead = prices.editions.map(\.catalogue).filter { $0.validFrom > today && $0.version != current.version }
        lists = ([current] + ahead).map(List.init)
        let now = prices.taxRate(on: today).map { [Tax(from: today, basisPoints: $0)] } ?? []
        tax = now + prices.taxChanges(after: today).map { Tax(from: $0.from, basisPoints: $0.rate) }
    }

    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    package var html: String {
        let taxes = tax.map { "\($0.basisPoints.asPercent) à compter du \(Self.day($0.from))" }.joined(separator: ", ")
        let body = lists.enumerated().map { Self.section($1, isCurrent: $0 == 0) }.joined()
        return """
            <!DOCTYPE html>
            <html lang="fr"><head><meta charset="utf-8"><title>Tarifs ServeurTS</title>
            <style>body{font-family:sans-serif;max-width:45em;margin:2em auto}table{border-collapse:collapse}\
            td,th{border:1px solid #999;padding:.3em .6em;text-align:left}</style></head>
            <body>
            <h1>Tarifs ServeurTS</h1>
            <p>Prix par slot et par mois, toutes taxes comprises, en euros (art. 6.4). TVA : \(taxes).</p>
            \(body)<p>\(Identity.lines.map(HTMLText.escape).joined(separator: "<br>\n"))</p>
            </body></html>

            """
    }

    private static func section(_ list: List, isCurrent: Bool) -> String {
        let title =
            isCurrent
            ? "En vigueur : tarif \(list.version)"
            : "Annoncé : tarif \(list.version), à compter du \(day(list.validFrom))"
        let notice =
            isCurrent
            ? ""
            : "<p>Ce tarif s'appliquera aux services en cours à leur première échéance à compter de cette date. "
                + "S'il vous est moins favorable, vous pouvez résilier sans pénalité dans le mois de cette information "
                + "(art. 6.4).</p>\n"
        let rows = list.products.flatMap { product in
            product.tiers.map { tier in
                "<tr><td>\(HTMLText.escape(product.title))</td><td>\(tier.from) à \(tier.to)</td>"
                    + "<td>\(HTMLText.escape(EuroAmount.formatFrench(tier.centsPerSlot)))</td></tr>\n"
            }
        }
        return
            "<h2>\(HTMLText.escape(title))</h2>\n\(notice)<table><tr><th>Produit</th><th>Slots</th><th>Par slot</th></tr>\n"
            + rows.joined() + "</table>\n"
    }

    private static func day(_ date: CivilDate) -> String { MailDate.text(date, .fr) }
}

extension PricePage.List {
    fileprivate init(_ catalogue: Catalogue) {
        version = catalogue.version
        validFrom = catalogue.validFrom
        products = catalogue.products.sorted { $0.key < $1.key }
            .map { PricePage.Product(id: $0.key, title: $0.value.title, tiers: $0.value.tiers) }
    }
}
