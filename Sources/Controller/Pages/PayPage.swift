package import Contract
import FoundationEssentials
import Mustache

/// The page of a payment request: what tokens cost, how to pay, and nothing of the client (R6.9-04, -05, R6.9-06, R6.9-07).
///
/// It is one file without scripts, sessions or outside resources, in French and English. All that differs between two
/// requests is the request's name, whether it is open, and the amount that the client typed himself (AMB-22).
package struct PayPage: Sendable {
    private let template: MustacheTemplate
    private let terms: Terms
    private let instructions: [String: String]

    /// - Parameters:
    ///   - path: the template, `pages/pay.mustache`.
    ///   - instructions: how to pay by each method, in the provider's words.
    package init(template path: String, terms: Terms, instructions: [String: String]) throws(WorkspaceError) {
        guard let data = try? Data(contentsOf: URL(filePath: path)), let text = String(validating: data, as: UTF8.self)
        else { throw .file(path, "it cannot be read; put the template of the payment page back.") }
        do { template = try MustacheTemplate(string: text) } catch {
            throw .file(path, "it is not correct mustache: \(error); correct it.")
        }
        self.terms = terms
        self.instructions = instructions
    }

    /// The whole page.
    package func html(of request: PaymentRequest) -> String {
        template.render(["languages": MailLanguage.allCases.map { values(request, $0) }])
    }

    private func values(_ request: PaymentRequest, _ language: MailLanguage) -> [String: Any] {
        var values: [String: Any] = PayPageWords.of(language)
        values["code"] = language.rawValue
        values["request"] = request.id.description
        values["closed"] = request.closedAt != nil
        values["methods"] = terms.methods.map { row($0, language) }
        if let suggested = request.suggested {
            values["suggested"] = ["amount": Amount.euro(cents: suggested).text(in: language)]
        }
        return values
    }

    private func row(_ method: Terms.ManagedMethod, _ language: MailLanguage) -> [String: Any] {
        var row: [String: Any] = [
            "name": NoticeWords.translate(method.id.rawValue, for: "method", to: language),
            "delay": MethodDelay.text(method, language),
            "packs": terms.parameters.tokenPacks.value.map { count in
                [
                    "tokens": "\(count)",
                    "price": Amount.euro(cents: Int64(count * method.tokenPriceCents)).text(in: language),
                ]
            },
        ]
        row["instruction"] = instructions[method.id.rawValue]
        return row
    }
}

/// When a payment is usually credited, by its method (R6.5-03); for information, never a deadline.
package enum MethodDelay {
    package static func text(_ method: Terms.ManagedMethod, _ language: MailLanguage) -> String {
        let days = method.latencyDays
        let delay =
            switch (language, days) {
            case (.fr, 0): "le jour même"
            case (.fr, 1): "sous 1 jour"
            case (.fr, _): "sous \(days) jours"
            case (.en, 0): "the same day"
            case (.en, 1): "within 1 day"
            case (.en, _): "within \(days) days"
            }
        return "\(event(method.creditedOn, language)), \(delay)"
    }

    private static func event(_ crediting: Crediting, _ language: MailLanguage) -> String {
        switch (crediting, language) {
        case (.completed, .fr): "crédité dès que le paiement est complet"
        case (.completed, .en): "credited when the payment is complete"
        case (.bankCredit, .fr): "crédité à l'arrivée sur le compte bancaire"
        case (.bankCredit, .en): "credited when the bank has it"
        case (.clearing, .fr): "crédité à l'encaissement"
        case (.clearing, .en): "credited on clearing"
        case (.conversion, .fr): "crédité à la conversion du code"
        case (.conversion, .en): "credited when the code is converted"
        }
    }
}
