package import Contract
package import Store

/// An invoice or credit note as it is given to the client, in the language that he had when it was issued.
package struct InvoiceDocument: Encodable, Sendable {
    package struct Line: Encodable, Sendable {
        package let text: String
        package let beforeTax: String
        package let taxRate: String
        package let tax: String
        package let taxIncluded: String
    }

    package let number: String
    /// `invoice` or `creditNote`.
    package let kind: String
    package let issuedOn: CivilDate
    package let client: String
    /// Nil once they were erased.
    package let name: String?
    package let address: String?
    package let language: String
    package let corrects: String?
    package let lines: [Line]
    package let beforeTax: String
    package let tax: String
    package let taxIncluded: String
    package let currency = "EUR"
    package let transaction: String
    package let rule: RuleID
    /// R1-01, R6.6-02.
    package let provider: [String]

    package init(_ issued: IssuedInvoice) {
        let language = issued.party?.language ?? .fr
        number = issued.number.description
        kind = issued.invoice.kind.rawValue
        issuedOn = issued.issuedOn
        client = issued.account.description
        name = issued.party?.name
        address = issued.party?.postalAddress
        self.language = language.rawValue
        corrects = issued.corrects?.description
        lines = issued.invoice.lines.map { Line($0, issued.subscription, language) }
        beforeTax = EuroAmount.decimal(issued.invoice.net)
        tax = EuroAmount.decimal(issued.invoice.tax)
        taxIncluded = EuroAmount.decimal(issued.invoice.gross)
        transaction = issued.invoice.key
        rule = issued.rule
        provider = Identity.lines + [Identity.transactions]
    }

    /// Plain text, one thing a line.
    package var text: String {
        let words = InvoiceWords(language)
        var parts = [provider.joined(separator: "\n"), ""]
        parts.append("\(kind == "invoice" ? words.invoice : words.creditNote) \(number)")
        parts.append("\(words.date): \(issuedOn)")
        if let corrects { parts.append("\(words.corrects): \(corrects)") }
        parts.append("\(words.client): \(client)")
        parts += [name, address].compactMap { $0 }.filter { !$0.isEmpty }
        parts.append("")
        for line in lines {
            parts.append(line.text)
            parts.append(
                "  \(words.net) \(line.beforeTax) + \(words.tax) \(line.taxRate) \(line.tax) = \(line.taxIncluded) EUR"
            )
        }
        parts += [
            "", "\(words.net): \(beforeTax) EUR", "\(words.tax): \(tax) EUR", "\(words.gross): \(taxIncluded) EUR",
        ]
        return parts.joined(separator: "\n") + "\n"
    }

    /// One page without outside resources.
    package var html: String {
        let words = InvoiceWords(language)
        let title = "\(kind == "invoice" ? words.invoice : words.creditNote) \(number)"
        func paragraph(_ lines: [String]) -> String {
            "<p>" + lines.filter { !$0.isEmpty }.map(HTMLText.escape).joined(separator: "<br>\n") + "</p>\n"
        }
        func row(_ cells: [String], _ tag: String = "td") -> String {
            "<tr>" + cells.map { "<\(tag)>\(HTMLText.escape($0))</\(tag)>" }.joined() + "</tr>\n"
        }
        let corrected = corrects.map { ["\(words.corrects): \($0)"] } ?? []
        return
            "<!DOCTYPE html>\n<html lang=\"\(language)\"><head><meta charset=\"utf-8\"><title>\(HTMLText.escape(title))</title></head>\n<body>\n"
            + paragraph(provider) + "<h1>\(HTMLText.escape(title))</h1>\n"
            + paragraph(["\(words.date): \(issuedOn)"] + corrected)
            + paragraph(["\(words.client): \(client)", name ?? "", address ?? ""])
            + "<table>\n" + row(["", words.net, words.tax + " %", words.tax, words.gross], "th")
            + lines.map { row([$0.text, $0.beforeTax, $0.taxRate, $0.tax, $0.taxIncluded]) }.joined()
            + row([words.total, beforeTax, "", tax, taxIncluded]) + "</table>\n</body></html>\n"
    }
}

extension InvoiceDocument.Line {
    init(_ line: Invoice.Line, _ subscription: SubscriptionID?, _ language: Person.Language) {
        text = InvoiceWords(language.rawValue).text(line.subject, subscription)
        beforeTax = EuroAmount.decimal(line.net)
        taxRate = line.rate.asPercent
        tax = EuroAmount.decimal(line.tax)
        taxIncluded = EuroAmount.decimal(line.gross)
    }
}
