import Contract
import Controller

/// The terms laid out for a person.
struct TermsPages {
    private let terms: Terms

    init(_ terms: Terms) {
        self.terms = terms
    }

    func summary(style: Style) -> String {
        var details = Details()
        details.add("id", terms.id)
        details.add("title", terms.title)
        details.add("version", terms.version)
        details.add("zone", terms.zone)
        details.add("readings", "\(terms.readings.count)")
        return [details.text(style: style), articles(style), methods(style), loyalty(style)].joined(separator: "\n")
    }

    func rules(_ rules: [Terms.Rule], style: Style) -> String {
        var table = Table([.left("RULE"), .right("LINE"), .left("KIND"), .left("SUMMARY")])
        for rule in rules { table.add([rule.id, "\(rule.line)", rule.kind.rawValue, rule.summary]) }
        return table.text(style: style)
    }

    func rule(_ rule: Terms.Rule, style: Style) -> String {
        var details = Details()
        details.add("rule", rule.id)
        details.add("article", rule.article)
        details.add("line", "\(rule.line)")
        details.add("kind", "\(rule.kind.rawValue) (\(rule.kind))")
        details.add("text", "« \(rule.quote) »")
        details.add("summary", rule.summary)
        return details.text(style: style)
    }

    func parameters(_ rows: [TermsParameterRow], style: Style) -> String {
        var table = Table([.left("PARAMETER"), .right("VALUE"), .left("ARTICLE"), .right("LINE")])
        for row in rows { table.add([row.name, row.value, row.article, row.line ?? ""]) }
        return table.text(style: style)
    }

    func readings(style: Style) -> String {
        var table = Table([.left("POINT"), .left("READING"), .left("POSSIBLE"), .left("WHY")])
        for (name, reading) in terms.readings.sorted(by: { $0.key < $1.key }) {
            let possible = Ambiguity(rawValue: name)?.supported.map(\.rawValue).sorted().joined(separator: " ") ?? ""
            table.add([name, reading.reading.rawValue, possible, reading.why])
        }
        return table.text(style: style)
    }

    private func articles(_ style: Style) -> String {
        var table = Table([.left("ARTICLE"), .right("RULES"), .right("ENFORCED")])
        var shown: Set<String> = []
        for article in terms.rules.map(\.article) where shown.insert(article).inserted {
            let rules = terms.rules.filter { $0.article == article }
            table.add([article, "\(rules.count)", "\(rules.count { $0.kind == .enforced })"])
        }
        return table.text(style: style)
    }

    private func methods(_ style: Style) -> String {
        var table = Table([
            .left("METHOD"), .left("NAME"), .left("CREDITED ON"), .right("DAYS"), .right("TOKEN CENTS"), .right("LINE"),
        ])
        for method in terms.methods {
            table.add([
                method.id.rawValue, method.name, method.creditedOn.rawValue, "\(method.latencyDays)",
                "\(method.tokenPriceCents)", "\(method.line)",
            ])
        }
        return table.text(style: style)
    }

    private func loyalty(_ style: Style) -> String {
        var table = Table([.right("LOYALTY FROM RENEWAL"), .right("FROM SLOTS"), .right("PERCENT")])
        for row in terms.loyalty {
            for band in row.bands { table.add(["\(row.fromRenewal)", "\(band.fromSlots)", "\(band.percent)"]) }
        }
        return table.text(style: style)
    }
}
