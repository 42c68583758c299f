import Contract
import Controller

/// One notice of each kind, with the values that the contract gives (the table shared by contract and templates).
enum NoticeSamples {
    static let zone = CivilZone(
        name: "Europe/Paris",
        spans: [.init(start: Instant(epochSeconds: 0), offset: 3600)]
    )
    static let now = Instant(epochSeconds: 1_265_083_080)
    static let extras = figures.merging(
        [
            "address": "192.0.2.10", "port": "20000", "password": "s3cret", "invoice": "F2010-000007",
            "number": "R2010-000012",
        ]
    ) { $1 }
    static let figures = [
        "renewalNoticeDays": "10", "autoRenewCutoffDays": "15", "parameterRetentionDays": "9",
        "outageThresholdDays": "5", "forceMajeureDays": "30",
    ]

    private static let values: NoticeValues = [
        "account": .text("A-1001"), "subscription": .text("S-1001"), "product": .text("mumble"),
        "reference": .text("VIR-77"), "method": .text("transfer"), "currency": .text("USD"),
        "reason": .text("currency"),
        "case": .text("flood-1"), "cause": .text("flood"), "detail": .text("river"), "subscriptions": .text("S-1, S-2"),
        "forecast": .text("dry by March"), "extent": .text("prevented"), "party": .text("provider"),
        "state": .text("off"), "price": .amount(.euro(cents: 705)), "amount": .amount(.euro(cents: 1234)),
        "balance": .amount(.euro(cents: 305)), "shortfall": .amount(.euro(cents: 400)),
        "granted": .amount(.points(hundredths: 150)), "total": .amount(.points(hundredths: 1275)),
        "slots": .number(42), "rate": .number(3), "hours": .number(121), "period": .number(8),
        "start": day(2010, 1, 31),
        "due": day(2010, 2, 28), "effective": day(2010, 3, 31), "lastDay": day(2010, 8, 1),
        "periodStart": day(2010, 12, 9), "periodEnd": day(2011, 1, 8),
        "service": .text("S-1001"), "holdCause": .text("maintenance"),
        "breaches": .text("relais ouvert; pourriel"), "newAddress": .text("192.0.2.77"), "newPort": .number(20_077),
        "from": .instant(Instant(epochSeconds: 1_292_000_001)),
        "to": .instant(Instant(epochSeconds: 1_292_435_602)),
        "oldPrice": .amount(.euro(cents: 601)), "oldNet": .amount(.euro(cents: 503)),
        "net": .amount(.euro(cents: 589)), "tax": .amount(.euro(cents: 116)), "catalogue": .text("2010-07"),
        "until": day(2010, 4, 2), "opened": day(2010, 5, 6), "document": .text("mail of 3 March"),
        "proof": .text("expert-9.pdf"), "unpaid": .text("EXP-1"), "outcome": .text("corrected"),
        "subject": .text("invoicing"), "forum": .text("creteil"),
        "days": .number(10), "tokens": .amount(Amount(1500, .token)), "paypal": .text("support"),
        "label": .text(PaymentMethod.paypalLabel), "owed": .amount(.euro(cents: 611)),
        "request": .text("rrrrrrrrrrrrrrrrrrrrrrrrrr"),
        "receipt": .text("ssssssssssssssssssssssssss"),
    ]

    /// Values that only some notices of a template bring.
    static let optional: Set<String> = ["paypal", "label", "owed"]

    /// Templates of mails to payers, which name nobody (R6.9-05).
    static let payers: Set<String> = ["R6.9-08", "R6.9-08.pending", "R6.9-08.bounced", "R6.6-05.payer"]

    private static let names: [String: String] = [
        "R4-02": "case cause detail subscriptions from forecast extent", "R4-04": "subscription periodStart periodEnd",
        "R4-05": "case to", "R4-06": "case forecast", "R4-07": "subscription product case party from",
        "R7.2-01": "subscription product case party from",
        "R6.1-02": "account", "R6.2-01": "subscription product slots price",
        "R6.2-02": "amount method reference balance",
        "R6.2-03": "subscription product slots start due", "R6.3-02.pending": "amount reference days",
        "R6.3-02.reversed": "amount method reference reason shortfall balance",
        "R6.4-05": "subscription product oldPrice oldNet price net effective lastDay catalogue",
        "R6.4-05.moved": "subscription effective lastDay", "R6.4-07": "subscription product due",
        "R6.4-07.ended": "subscription product", "R6.4-12": "reference reason amount balance",
        "R6.4-13": "reference reason amount due unpaid", "R6.4-14": "reference reason amount due balance",
        "R6.4-15": "reference amount until document", "R6.4-15.renewal": "subscription due price until document",
        "R6.4-16": "reference subject opened forum", "R6.4-16.closed": "reference outcome",
        "R6.4-17": "reference reason proof net tax amount due",
        "R6.5-02": "amount reference reason", "R6.6-05": "method currency amount reference reason paypal",
        "R6.6-05.payer": "method currency amount reference reason receipt paypal",
        "R6.7-03": "method currency amount reference reason paypal", "R6.8-02": "amount reference method lastDay",
        "R6.8-03": "amount reference method lastDay", "R6.8-05": "amount reference method lastDay reason",
        "R6.9-03": "tokens request balance", "R6.9-08": "receipt request amount method tokens label",
        "R6.9-08.pending": "receipt request amount method", "R6.9-08.bounced": "receipt request amount method",
        "R6.10-01.slots": "subscription slots price effective",
        "R6.11-02": "subscription product slots price due balance shortfall", "R6.11-04": "subscription product due",
        "R6.11-05": "amount method reference reason", "R6.11-05.returned": "amount method reason",
        "R6.11-06.bounced": "amount reference owed",
        "R6.11-08": "subscription state effective", "R6.11-11": "subscription price period due balance",
        "R6.11-12.stop": "subscription price balance shortfall due lastDay",
        "R6.11-12.reminder": "subscription price balance shortfall due lastDay",
        "R6.11-12.last": "subscription price balance shortfall due lastDay", "R6.11-18": "subscription price due",
        "R6.11-19": "subscription product", "R6.12-01": "subscription slots rate granted total",
        "R6.12-09": "granted amount total balance",
        "R7.1-01": "subscription product due", "R7.3-01": "subscription product",
        "R7.5-04.account": "account balance total",
        "R7.9-01": "subscription amount from to hours periodStart periodEnd",
        "R7.9-01.paid": "subscription amount method reference",
        "R7.9-03": "amount reason",
        "R5-09": "subscription product reason reference", "R7.4-01": "subscription product reference breaches",
        "R7.4-01.cured": "subscription reference breaches", "R7.4-02": "subscription days reference breaches",
        "R7.4-03": "subscription reference breaches lastDay", "R7.5-01": "service reference reason",
        "R7.5-02": "service from holdCause reference reason", "R7.5-02.lifted": "service holdCause reference state",
        "R7.5-03": "service reference reason", "R7.6-01": "subscription product due days",
        "R7.6-01.later": "subscription product due", "R7.6-02": "subscription product due",
        "R7.7-01": "subscription product newAddress newPort", "R7.8-01": "subscription product reason reference",
        "R8-02": "service reference reason", "R8-03": "service reference reason", "R8-04": "service reference reason",
        "R8-04.case": "account reference reason", "R10-01": "subscription reference breaches reason",
    ]

    static let templates = names.keys.sorted()

    static func notice(_ template: String) -> Notice {
        let wanted = (names[template] ?? "").split(separator: " ").map(String.init)
        return Notice(
            key: "\(template)/S-1001/3",
            template: template,
            values: wanted.reduce(into: NoticeValues()) { $0[$1] = values[$1] }
        )
    }

    /// What a reader must find in the mail for each value.
    static func text(_ name: String, _ language: MailLanguage) -> String {
        let both: [String: (fr: String, en: String)] = [
            "account": ("A-1001", "A-1001"), "subscription": ("S-1001", "S-1001"), "product": ("mumble", "mumble"),
            "reference": ("VIR-77", "VIR-77"), "method": ("virement", "bank transfer"), "currency": ("USD", "USD"),
            "reason": ("devise autre que l'euro", "the currency is not the euro"), "state": ("désactivé", "off"),
            "case": ("flood-1", "flood-1"), "cause": ("inondation", "flood"), "detail": ("river", "river"),
            "subscriptions": ("S-1, S-2", "S-1, S-2"), "forecast": ("dry by March", "dry by March"),
            "extent": ("service empêché", "service prevented"), "party": ("ServeurTS", "ServeurTS"),
            "price": ("7,05 €", "7.05 EUR"), "amount": ("12,34 €", "12.34 EUR"), "balance": ("3,05 €", "3.05 EUR"),
            "shortfall": ("4,00 €", "4.00 EUR"), "owed": ("6,11 €", "6.11 EUR"),
            "granted": ("1,50 points", "1.50 points"),
            "total": ("12,75 points", "12.75 points"), "slots": ("42", "42"), "days": ("10", "10"),
            "tokens": ("15,00 JTS", "15.00 JTS"), "label": ("PAYPAL *CSIL", "PAYPAL *CSIL"),
            "paypal": (
                "0821 230 233 (0,12 Euros/minute) de 9h00 à 17h30", "0821 230 233 (0.12 EUR a minute), 9:00 to 17:30"
            ),
            "request": ("rrrrrrrrrrrrrrrrrrrrrrrrrr", "rrrrrrrrrrrrrrrrrrrrrrrrrr"),
            "receipt": ("ssssssssssssssssssssssssss", "ssssssssssssssssssssssssss"), "rate": ("3 %", "3 %"),
            "hours": ("121", "121"),
            "service": ("S-1001", "S-1001"),
            "holdCause": ("intervention technique", "technical intervention"),
            "breaches": ("relais ouvert; pourriel", "relais ouvert; pourriel"),
            "newAddress": ("192.0.2.77", "192.0.2.77"), "newPort": ("20077", "20077"),
            "period": ("8", "8"), "start": ("31 janvier 2010", "31 January 2010"),
            "due": ("28 février 2010", "28 February 2010"), "effective": ("31 mars 2010", "31 March 2010"),
            "lastDay": ("1er août 2010", "1 August 2010"), "periodStart": ("9 décembre 2010", "9 December 2010"),
            "periodEnd": ("8 janvier 2011", "8 January 2011"),
            "from": ("10 décembre 2010, 17:53:21 (Europe/Paris)", "10 December 2010, 17:53:21 (Europe/Paris)"),
            "to": ("15 décembre 2010, 18:53:22 (Europe/Paris)", "15 December 2010, 18:53:22 (Europe/Paris)"),
            "oldPrice": ("6,01 €", "6.01 EUR"), "oldNet": ("5,03 €", "5.03 EUR"), "net": ("5,89 €", "5.89 EUR"),
            "tax": ("1,16 €", "1.16 EUR"), "catalogue": ("2010-07", "2010-07"),
            "until": ("2 avril 2010", "2 April 2010"), "opened": ("6 mai 2010", "6 May 2010"),
            "document": ("mail of 3 March", "mail of 3 March"), "proof": ("expert-9.pdf", "expert-9.pdf"),
            "unpaid": ("EXP-1", "EXP-1"), "outcome": ("corrected", "corrected"),
            "subject": ("la facturation", "invoicing"),
            "forum": ("Tribunal de Commerce de Créteil", "Tribunal de Commerce de Créteil"),
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
            extras: ["R6.2-02", "R6.2-03", "R6.4-17", "R6.9-08"].contains(template)
                ? NoticeSamples.extras : NoticeSamples.figures,
            at: NoticeSamples.now,
            zone: NoticeSamples.zone
        )
    }
}
