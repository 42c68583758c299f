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
        "paypal": [
            "support": [
                .fr: "0821 230 233 (0,12 Euros/minute) de 9h00 à 17h30",
                .en: "0821 230 233 (0.12 EUR a minute), 9:00 to 17:30",
            ]
        ],
        "state": [
            "on": [.fr: "activé", .en: "on"],
            "off": [.fr: "désactivé", .en: "off"],
            "lifted": [.fr: "levée", .en: "lifted"],
            "cancelled": [.fr: "annulée", .en: "called off"],
        ],
        "holdCause": [
            "security": [.fr: "sécurité ou stabilité des serveurs", .en: "security or stability of the servers"],
            "maintenance": [.fr: "intervention technique", .en: "technical intervention"],
            "conduct": [.fr: "activité contraire aux conditions", .en: "activity contrary to the terms"],
            "authority": [
                .fr: "notification d'une autorité ou d'un tiers", .en: "notice of an authority or third party",
            ],
            "identity": [.fr: "coordonnées à confirmer", .en: "contact data to be confirmed"],
        ],
        "method": [
            "paypal": [.fr: "PayPal", .en: "PayPal"],
            "transfer": [.fr: "virement", .en: "bank transfer"],
            "cheque": [.fr: "chèque", .en: "cheque"],
            "allopass": [.fr: "AlloPass", .en: "AlloPass"],
        ],
        "subject": [
            "invoicing": [.fr: "la facturation", .en: "invoicing"],
            "service": [.fr: "la nature du service", .en: "the nature of the service"],
        ],
        "forum": [
            "creteil": [
                .fr: "Tribunal de Commerce de Créteil (art. 13)", .en: "Tribunal de Commerce de Créteil (art. 13)",
            ],
            "law": [.fr: "celle que désigne la loi", .en: "the one that the law designates"],
        ],
        "cause": [
            "fire": [.fr: "incendie", .en: "fire"],
            "explosion": [.fr: "explosion", .en: "explosion"],
            "transmission-network": [
                .fr: "défaillance des réseaux de transmission", .en: "failure of transmission networks",
            ],
            "collapse": [.fr: "effondrement des installations", .en: "collapse of installations"],
            "epidemic": [.fr: "épidémie", .en: "epidemic"],
            "earthquake": [.fr: "tremblement de terre", .en: "earthquake"],
            "flood": [.fr: "inondation", .en: "flood"],
            "power-failure": [.fr: "panne d'électricité", .en: "power failure"],
            "war": [.fr: "guerre", .en: "war"],
            "embargo": [.fr: "embargo", .en: "embargo"],
            "law": [
                .fr: "loi, injonction, demande ou exigence d'un gouvernement",
                .en: "law, injunction or demand of a government",
            ],
            "strike": [.fr: "grève", .en: "strike"],
            "boycott": [.fr: "boycott", .en: "boycott"],
            "withdrawn-authorisation": [
                .fr: "retrait d'autorisation de l'opérateur de télécommunication",
                .en: "withdrawal of the telecommunication operator's authorisation",
            ],
            "other": [
                .fr: "autre circonstance hors de notre contrôle raisonnable",
                .en: "other circumstance beyond our reasonable control",
            ],
        ],
        "extent": [
            "prevented": [.fr: "service empêché", .en: "service prevented"],
            "disturbed": [.fr: "service limité ou dérangé", .en: "service limited or disturbed"],
        ],
        "party": [
            "client": [.fr: "le client", .en: "the client"],
            "provider": [.fr: "ServeurTS", .en: "ServeurTS"],
        ],
        "reason": [
            "method": [.fr: "mode de paiement non géré", .en: "the method is not one that ServeurTS manages"],
            "bounce": [.fr: "un message vous a été retourné", .en: "a message sent to you came back"],
            "currency": [.fr: "devise autre que l'euro", .en: "the currency is not the euro"],
            "reference": [.fr: "références requises absentes ou erronées", .en: "the references are missing or wrong"],
            "closed": [.fr: "compte clos", .en: "the account is closed"],
            "foreign": [
                .fr: "établissement bancaire situé hors du territoire français",
                .en: "the bank is not on French territory",
            ],
            "unreadable": [.fr: "établissement bancaire illisible", .en: "the bank cannot be read"],
            "bank": [
                .fr: "établissement bancaire hors du territoire français ou illisible",
                .en: "the bank is not on French territory or cannot be read",
            ],
            "bounced": [
                .fr: "prestations réalisées, réglées par un chèque impayé",
                .en: "services performed, paid by a cheque that bounced",
            ],
            "reversed": [.fr: "paiement repris après avoir été crédité", .en: "a payment taken back after its credit"],
        ],
    ]
}
