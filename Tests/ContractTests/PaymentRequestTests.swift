import Contract
import Testing

@Suite struct PaymentRequestTests {
    static let request = OpaqueID(5, 5)

    private func bought(
        _ method: String,
        _ amount: Int64,
        _ number: UInt64,
        currency: String = "EUR",
        bank: String? = nil
    ) -> Event {
        let reference = method == "allopass" ? OpaqueID(0, number).description : "P\(number)"
        let payment = Payment(
            method: method,
            currency: currency,
            amount: amount,
            reference: reference,
            bank: bank.map(DrawingBank.init)
        )
        return .requests(.tokensBought(request: Self.request, payment: payment, receipt: OpaqueID(number, 99)))
    }

    private func open(under book: Rulebook = Book.standard) throws -> Life {
        var life = try Life.open(under: book)
        try life.record(.requests(.opened(request: Self.request, suggested: nil)), "2010-01-02")
        life.effects = []
        return life
    }

    @Test func `R6.9-01 R6.9-03 any number of payers, each payment on the balance at once and once`() throws {
        var life = try open()
        try life.order(s1, price: 1000, "2010-01-02")
        try life.record(bought("paypal", 600, 1), "2010-01-03")
        try life.record(bought("transfer", 500, 2), "2010-01-04")
        #expect(life.phase() == .provisioning && life.account.euroBalance == 100, "without any act of the client")
        #expect(life.account.tokens == 0)
        #expect(refusal { try life.record(bought("paypal", 600, 1), "2010-01-05") } == "R6.5-01")
        #expect(life.mails("R6.9-08").count == 2 && life.mails("R6.9-03").count == 2)
    }

    @Test(
        arguments: [
            ("paypal", 1234, 1234, 1234), ("transfer", 1, 1, 1), ("allopass", 180, 100, 100),
            ("allopass", 1000, 555, 555),
        ] as [(String, Int64, Int64, Int64)]
    )
    func `R6.9-02 AMB-48 tokens by the price of the method, euros and tokens counted apart`(
        method: String,
        paid: Int64,
        tokens: Int64,
        value: Int64
    ) throws {
        var life = try open()
        try life.record(bought(method, paid, 1), "2010-01-03")
        let id = life.account.id
        let first = try #require(life.posted("tokens").first?.transaction)
        #expect(first.quantity(.tokenSales) == paid && first.quantity(.tokens(id)) == tokens)
        let second = try #require(life.posted("exchange").first?.transaction)
        #expect(second.quantity(.tokens(id)) == -tokens && second.quantity(.balance(id)) == value)
        #expect(second.quantity(.tokenSales) == -value)
        for transaction in [first, second] {
            for commodity in Commodity.allCases {
                let part = transaction.postings.filter { $0.amount.commodity == commodity }
                #expect(part.reduce(0) { $0 + $1.amount.quantity } == 0)
            }
        }
    }

    @Test func `AMB-48 the value of a token is a figure of the terms`() throws {
        let yaml = Book.contents("serveurts-2010-02-02.yaml")
            .replacing("tokenValueCents: {value: 100", with: "tokenValueCents: {value: 90")
        let terms = Book.decoded(yaml)
        var life = try open(under: Rulebook(terms: [terms.id: terms], current: terms.id, zone: Book.paris))
        try life.record(bought("paypal", 1005, 1), "2010-01-03")
        #expect(
            life.account.euroBalance == 904,
            "1005 hundredths of a token at 0.90 EUR, without the fraction of a cent"
        )
        #expect(refusal { try life.record(bought("paypal", 1, 2), "2010-01-03") } == "R6.9-02")
    }

    @Test func `R6.3-02 R6.4-12 a payer's cheque buys when it clears, and a bounce takes nothing from anybody`() throws
    {
        var life = try open()
        try life.record(bought("cheque", 500, 1, bank: "30004"), "2010-01-03")
        try life.record(bought("cheque", 700, 2, bank: "30004"), "2010-01-03")
        #expect(life.account.euroBalance == 0 && life.account.pendingBalance == 0 && life.posted("tokens").isEmpty)
        #expect(life.mails("R6.9-08.pending").count == 2 && life.mails("R6.9-08").isEmpty)
        try life.record(.chequeCleared(reference: "P1"), "2010-01-09")
        try life.record(.chequeBounced(reference: "P2"), "2010-01-09")
        #expect(life.account.euroBalance == 500 && life.mails("R6.9-08").count == 1)
        #expect(life.mails("R6.9-08.bounced").count == 1 && life.account.debts.isEmpty)
        for event in [Event.chequeCleared(reference: "P1"), .chequeBounced(reference: "P2")] {
            #expect(refusal { try life.record(event, "2010-01-10") } == "R6.3-02")
        }
    }

    @Test(arguments: [
        ("bitcoin", "EUR", nil, "method"), ("paypal", "USD", nil, "currency"),
        ("cheque", "EUR", "BE68539007547034", "bank"),
    ])
    func `R6.6-05 R6.5-02 a payer's payment that is not accepted credits nobody and is told to the payer`(
        method: String,
        currency: String,
        bank: String?,
        reason: String
    ) throws {
        var life = try open()
        try life.record(bought(method, 500, 1, currency: currency, bank: bank), "2010-01-03")
        #expect(life.account.euroBalance == 0)
        #expect(!life.effects.contains { if case .posted = $0.action { true } else { false } })
        let mail = try #require(life.mails("R6.6-05.payer").first?.notice)
        #expect(mail.payer == OpaqueID(1, 99) && mail.values["reason"] == .text(reason))
        #expect((mail.values["paypal"] != nil) == (method == "paypal"), "R6.7-03")
    }

    @Test func `R6.9-05 R6.9-06 R6.9-07 mails to payers hold no datum of the client`() throws {
        var life = try Life.started(cents: 777)
        try life.record(.requests(.opened(request: Self.request, suggested: nil)), "2010-02-01")
        try life.record(bought("paypal", 500, 1), "2010-02-02")
        try life.record(bought("cheque", 500, 2, bank: "30004"), "2010-02-02")
        try life.record(bought("cheque", 500, 3, bank: "30004"), "2010-02-02")
        try life.record(.chequeCleared(reference: "P2"), "2010-02-03")
        try life.record(.chequeBounced(reference: "P3"), "2010-02-03")
        try life.record(bought("paypal", 500, 4, currency: "USD"), "2010-02-03")
        let mails = life.effects.compactMap { effect -> Notice? in
            guard case .notice(let notice) = effect.action, notice.payer != nil else { return nil }
            return notice
        }
        #expect(
            mails.map(\.template) == [
                "R6.9-08", "R6.9-08.pending", "R6.9-08.pending", "R6.9-08", "R6.9-08.bounced", "R6.6-05.payer",
            ]
        )
        for mail in mails {
            let receipt = try #require(mail.payer)
            #expect(mail.key == "\(mail.template)/\(receipt)/1")
            let allowed: Set<String> = [
                "amount", "tokens", "method", "request", "receipt", "label", "paypal", "currency", "reference",
                "reason",
            ]
            #expect(allowed.isSuperset(of: mail.values.map(\.0)))
            #expect(!"\(mail)".contains("A-1") && !"\(mail)".contains("S-1001"))
        }
        #expect(mails[0].values["label"] == .text("PAYPAL *CSIL"), "R6.7-01")
        #expect(mails[3].values["label"] == nil)
    }

    @Test(arguments: [("2010-02-28 23:59", true), ("2010-03-01 00:00", false)])
    func `T8 R6.9-03 what a payer paid in time counts in time, recorded late or not`(paid: String, isInTime: Bool)
        throws
    {
        for method in ["paypal", "cheque"] {
            var life = try Life.started("2010-01-31")
            try life.record(.requests(.opened(request: Self.request, suggested: nil)), "2010-02-01")
            if method == "paypal" {
                try life.record(bought(method, 1000, 1), "2010-03-01 00:01", occurred: paid)
            } else {
                try life.record(bought(method, 1000, 1, bank: "30004"), "2010-02-20")
                try life.record(.chequeCleared(reference: "P1"), "2010-03-01 00:01", occurred: paid)
            }
            #expect(life.phase() == (isInTime ? .active(period: 2) : .incident(period: 1)), "\(method)")
            #expect(life.account.euroBalance == (isInTime ? 0 : 1000))
        }
    }

    @Test func `AMB-49 accepted while the service is stopped or suspended, refused once the account is closed`() throws
    {
        var life = try Life.started()
        try life.record(.requests(.opened(request: Self.request, suggested: nil)), "2010-02-01")
        life.go(to: "2010-03-02")
        #expect(life.phase() == .incident(period: 1))
        try life.record(bought("paypal", 500, 1), "2010-03-02")
        #expect(life.account.euroBalance == 500)
        try life.record(.terminationRequested(s1), "2010-03-03")
        try life.record(.accountClosed(reason: "asked by letter"), "2010-03-03", by: .staff)
        #expect(refusal { try life.record(bought("paypal", 500, 2), "2010-03-04") } == "R6.9-03")
        #expect(
            refusal { try life.record(.requests(.opened(request: OpaqueID(6, 6), suggested: nil)), "2010-03-04") }
                == "R6.9-01"
        )
    }

    @Test func `R6.9-01 a request is opened by an active account, once, and takes nothing after it is closed`() throws {
        var life = Life(mailWorks: false)
        try life.record(.accountOpened(.consumer), "2010-01-01")
        #expect(
            refusal { try life.record(.requests(.opened(request: Self.request, suggested: nil)), "2010-01-02") }
                == "R6.9-01"
        )
        life = try open()
        for event in [
            RequestEvent.opened(request: Self.request, suggested: nil), .closed(request: OpaqueID(1, 1)),
            .opened(request: OpaqueID(2, 2), suggested: 0),
        ] {
            #expect(refusal { try life.record(.requests(event), "2010-01-03") } == "R6.9-01")
        }
        try life.record(.requests(.closed(request: Self.request)), "2010-01-04")
        #expect(refusal { try life.record(.requests(.closed(request: Self.request)), "2010-01-05") } == "R6.9-01")
        #expect(refusal { try life.record(bought("paypal", 500, 1), "2010-01-05") } == "R6.9-01")
    }

    @Test func `R6.9-08 a receipt names one payment, and a payment has its reference`() throws {
        var life = try open()
        try life.record(bought("paypal", 500, 1), "2010-01-03")
        let other = Payment(method: "paypal", currency: "EUR", amount: 500, reference: "other")
        let none = Payment(method: "paypal", currency: "EUR", amount: 500, reference: "")
        let code = Payment(method: "allopass", currency: "EUR", amount: 500, reference: "ABCD1234")
        for (payment, receipt, rule) in [
            (other, OpaqueID(1, 99), "R6.9-08"), (none, OpaqueID(2, 99), "R6.11-05"),
            (code, OpaqueID(3, 99), "R6.8-02"),
        ] {
            let event = Event.requests(.tokensBought(request: Self.request, payment: payment, receipt: receipt))
            #expect(refusal { try life.record(event, "2010-01-04") } == rule)
        }
    }

    @Test func `R6.8-06 a code spent by a payer is not validated again by the client`() throws {
        var life = try open()
        try life.record(bought("allopass", 180, 4), "2010-01-03")
        let again = CodeEvent.validated(method: "allopass", code: OpaqueID(0, 4), cents: 180, obtainedAt: nil)
        #expect(refusal { try life.record(.codes(again), "2010-01-04") } == "R6.5-01")
    }

    @Test func `a mail to a payer of another account is not handed over here`() throws {
        var life = try open()
        let key: NoticeKey = "R6.9-08/\(OpaqueID(3, 3))/1"
        #expect(refusal { try life.record(.noticeHandedOver(key), "2010-01-03", by: .system) } == "no rule")
        #expect(Notice.lastReceipt(of: key) == OpaqueID(3, 3))
        #expect(Notice.lastReceipt(of: "R6.9-08.pending/\(OpaqueID(3, 3))/1") == nil)
        #expect(Notice.lastReceipt(of: "R6.2-02/A-1/paypal:x") == nil)
    }

    @Test func `an opaque name is 26 characters of one alphabet, whatever it stands for`() {
        let names = [OpaqueID(0, 0), OpaqueID(.max, .max), OpaqueID(0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210)]
        #expect(names[0].description == String(repeating: "a", count: 26))
        #expect(names[1].description == String(repeating: "7", count: 25) + "4")
        // RFC 4648 base 32 of the same sixteen bytes, without padding and in small letters.
        #expect(names[2].description == "aerukz4jvpg677w4xkmhmvbsca")
        for name in names { #expect(OpaqueID(name.description) == name) }
        for text in ["", "a", String(repeating: "A", count: 26), String(repeating: "1", count: 26)] {
            #expect(OpaqueID(text) == nil)
        }
    }
}
