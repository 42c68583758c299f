import Contract

extension NoticeValue {
    /// The value in the reader's language. An empty text becomes a visible word, since a payment may come without reference.
    func text(_ name: String, in language: MailLanguage, zone: CivilZone) -> String {
        switch self {
        case .text(let text): NoticeWords.translate(text, for: name, to: language)
        case .number(let number): "\(number)"
        case .amount(let amount): amount.text(in: language)
        case .date(let date): MailDate.text(date, language)
        case .instant(let instant): MailDate.text(instant, zone, language)
        }
    }
}

extension Amount {
    /// `12.50 EUR` or `12,50 €`; points and tokens with their unit, in hundredths.
    func text(in language: MailLanguage) -> String {
        let number = EuroAmount.decimal(quantity, point: language == .fr ? "," : ".")
        return switch commodity {
        case .euro: language == .fr ? EuroAmount.formatFrench(quantity) : EuroAmount.format(quantity)
        case .point: "\(number) points"
        case .token: "\(number) JTS"
        }
    }
}

/// The few words of the contract that stand in notices, in the reader's language.
enum NoticeWords {
    static func translate(_ text: String, for name: String, to language: MailLanguage) -> String {
        if text.isEmpty { return language == .fr ? "(aucune indication)" : "(none given)" }
        return words[name]?[text]?[language] ?? text
    }

    private static let words: [String: [String: [MailLanguage: String]]] = [
        "state": [
            "on": [.fr: "activé", .en: "on"],
            "off": [.fr: "désactivé", .en: "off"],
        ],
        "method": [
            "paypal": [.fr: "PayPal", .en: "PayPal"],
            "transfer": [.fr: "virement", .en: "bank transfer"],
            "cheque": [.fr: "chèque", .en: "cheque"],
            "allopass": [.fr: "AlloPass", .en: "AlloPass"],
        ],
        "reason": [
            "method": [.fr: "mode de paiement non géré", .en: "the method is not one that ServeurTS manages"],
            "currency": [.fr: "devise autre que l'euro", .en: "the currency is not the euro"],
            "reference": [.fr: "références requises absentes ou erronées", .en: "the references are missing or wrong"],
        ],
    ]
}
