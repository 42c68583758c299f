import Contract
import Controller

/// One notice of each kind, with the values that the contract gives (the table shared by contract and templates).
enum NoticeSamples {
    static let zone = CivilZone(
        name: "Europe/Paris",
        spans: [.init(start: Instant(epochSeconds: 0), offset: 3600)]
    )
    static let now = Instant(epochSeconds: 1_265_083_080)
    static let extras = ["address": "192.0.2.10", "port": "20000", "password": "s3cret"]

    private static let values: [String: NoticeValue] = [
        "account": .text("A-1001"), "subscription": .text("S-1001"), "product": .text("mumble"),
        "reference": .text("VIR-77"), "method": .text("transfer"), "currency": .text("USD"),
        "reason": .text("currency"),
        "state": .text("off"), "price": .amount(.euro(cents: 705)), "amount": .amount(.euro(cents: 1234)),
        "balance": .amount(.euro(cents: 305)), "shortfall": .amount(.euro(cents: 400)),
        "granted": .amount(.points(hundredths: 150)), "total": .amount(.points(hundredths: 1275)),
        "slots": .number(42), "rate": .number(3), "hours": .number(121), "period": .number(8),
        "start": day(2010, 1, 31),
        "due": day(2010, 2, 28), "effective": day(2010, 3, 31), "lastDay": day(2010, 8, 1),
        "periodStart": day(2010, 12, 9), "periodEnd": day(2011, 1, 8),
        "from": .instant(Instant(epochSeconds: 1_292_000_001)),
        "to": .instant(Instant(epochSeconds: 1_292_435_602)),
    ]

    private static let names: [String: String] = [
        "R6.1-02": "account", "R6.2-01": "subscription product slots price",
        "R6.2-02": "amount method reference balance",
        "R6.2-03": "subscription product slots start due", "R6.3-02.pending": "amount reference",
        "R6.6-05": "method currency amount reference reason", "R6.10-01.slots": "subscription slots price effective",
        "R6.11-02": "subscription product slots price due balance shortfall", "R6.11-04": "subscription product due",
        "R6.11-05": "amount method reference reason", "R6.11-06.bounced": "amount reference",
        "R6.11-08": "subscription state effective", "R6.11-11": "subscription price period due balance",
        "R6.11-12.stop": "subscription price balance shortfall due lastDay",
        "R6.11-12.reminder": "subscription price balance shortfall due lastDay",
        "R6.11-12.last": "subscription price balance shortfall due lastDay", "R6.11-18": "subscription price due",
        "R6.11-19": "subscription product", "R6.12-01": "subscription slots rate granted total",
        "R7.1-01": "subscription product due", "R7.3-01": "subscription product",
        "R7.9-01": "subscription amount from to hours periodStart periodEnd", "R7.9-03": "amount reason",
    ]

    static let templates = names.keys.sorted()

    static func notice(_ template: String) -> Notice {
        let wanted = (names[template] ?? "").split(separator: " ").map(String.init)
        return Notice(
            key: "\(template)/S-1001/3",
            template: template,
            values: values.filter { wanted.contains($0.key) }
        )
    }

    /// What a reader must find in the mail for each value.
    static func text(_ name: String, _ language: MailLanguage) -> String {
        let both: [String: (fr: String, en: String)] = [
            "account": ("A-1001", "A-1001"), "subscription": ("S-1001", "S-1001"), "product": ("mumble", "mumble"),
            "reference": ("VIR-77", "VIR-77"), "method": ("virement", "bank transfer"), "currency": ("USD", "USD"),
            "reason": ("devise autre que l'euro", "the currency is not the euro"), "state": ("désactivé", "off"),
            "price": ("7,05 €", "7.05 EUR"), "amount": ("12,34 €", "12.34 EUR"), "balance": ("3,05 €", "3.05 EUR"),
            "shortfall": ("4,00 €", "4.00 EUR"), "granted": ("1,50 points", "1.50 points"),
            "total": ("12,75 points", "12.75 points"), "slots": ("42", "42"), "rate": ("3 %", "3 %"),
            "hours": ("121", "121"),
            "period": ("8", "8"), "start": ("31 janvier 2010", "31 January 2010"),
            "due": ("28 février 2010", "28 February 2010"), "effective": ("31 mars 2010", "31 March 2010"),
            "lastDay": ("1er août 2010", "1 August 2010"), "periodStart": ("9 décembre 2010", "9 December 2010"),
            "periodEnd": ("8 janvier 2011", "8 January 2011"),
            "from": ("10 décembre 2010, 17:53:21 (Europe/Paris)", "10 December 2010, 17:53:21 (Europe/Paris)"),
            "to": ("15 décembre 2010, 18:53:22 (Europe/Paris)", "15 December 2010, 18:53:22 (Europe/Paris)"),
        ]
        return (language == .fr ? both[name]?.fr : both[name]?.en) ?? "no text for \(name)"
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> NoticeValue {
        .date(CivilDate(year: year, month: month, day: day) ?? CivilDate(epochDay: 0))
    }
}

extension MailComposer {
    /// With the shipped templates.
    static func shipped() throws -> MailComposer {
        try MailComposer(
            directory: "\(Repository.templates)/mail",
            sender: Mailbox(name: "ServeurTS", email: "facturation@serveurts.example"),
            instance: "lessor-7f3a"
        )
    }

    func sample(
        _ template: String,
        _ language: MailLanguage = .fr,
        name: String = "Hélène Dupont",
        email: String = "helene@example.org"
    ) throws -> MailMessage {
        try compose(
            notice: NoticeSamples.notice(template),
            to: Recipient(name: name, email: email, language: language),
            extras: template == "R6.2-03" ? NoticeSamples.extras : [:],
            at: NoticeSamples.now,
            zone: NoticeSamples.zone
        )
    }
}
