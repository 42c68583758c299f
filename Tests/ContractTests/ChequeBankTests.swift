import Contract
import Foundation
import Testing

@Suite struct ChequeBankTests {
    private func cheque(_ bank: String?, currency: String = "EUR") -> Event {
        .paymentReceived(
            .init(
                method: "cheque",
                currency: currency,
                amount: 1500,
                reference: "C1",
                bank: bank.map(DrawingBank.init)
            )
        )
    }

    @Test(arguments: [
        "FR76 3000 6000 0112 3456 7890 189", "fr1420041010050500013M02606", "30004", " 3 0004 ",
    ])
    func `R6.5-02 a bank on French territory is read from its IBAN or its code banque`(text: String) throws {
        #expect(DrawingBank(reading: text).country == "FR")
        var life = try Life.open()
        try life.record(cheque(text), "2010-01-02")
        #expect(life.account.pendingBalance == 1500)
    }

    @Test(arguments: [
        ("BE68 5390 0754 7034", "foreign", "BE"), ("DE89370400440532013000", "foreign", "DE"),
        ("MC5811222000010123456789030", "foreign", "MC"), ("FR76 3000 6000 0112 3456 7890 188", "unreadable", nil),
        ("FR7630006000011234567890", "unreadable", nil), ("3000", "unreadable", nil), ("300044", "unreadable", nil),
        ("3000A", "unreadable", nil), ("", "unreadable", nil), ("Crédit Agricole", "unreadable", nil),
    ])
    func `R6.5-02 a foreign or unreadable bank is rejected before any credit`(
        text: String,
        reason: String,
        country: String?
    ) throws {
        #expect(DrawingBank(reading: text).country == country)
        var life = try Life.open()
        try life.record(cheque(text), "2010-01-02")
        #expect(life.account.pendingBalance == 0 && life.account.euroBalance == 0)
        #expect(!life.effects.contains { if case .posted = $0.action { true } else { false } })
        let mail = try #require(life.mails("R6.5-02").first?.notice)
        #expect(mail.values["reason"] == .text(reason))
        #expect(refusal { try life.record(cheque("30004"), "2010-01-03") } == "R6.5-01", "its reference is spent")
        #expect(refusal { try life.record(.chequeCleared(reference: "C1"), "2010-01-09") } == "R6.3-02")
    }

    @Test func `R6.5-02 a cheque without its bank is refused and asked about`() throws {
        var life = try Life.open()
        let before = life.account
        #expect(refusal { try life.record(cheque(nil), "2010-01-01") } == "R6.5-02")
        #expect(life.account == before)
        try life.record(cheque(nil, currency: "CHF"), "2010-01-02")
        #expect(life.mails("R6.6-05").count == 1, "the wrong currency decides first")
    }

    @Test func `AMB-02 of a cheque's bank only the country is written down`() throws {
        let event = cheque("FR76 3000 6000 0112 3456 7890 189")
        let text = String(decoding: try JSONEncoder().encode(event), as: UTF8.self)
        #expect(text.contains(#""bank":"FR""#))
        #expect(!text.contains("3000"))
        for bank in [DrawingBank(reading: "?"), DrawingBank(reading: "30004")] {
            #expect(try JSONDecoder().decode(DrawingBank.self, from: JSONEncoder().encode(bank)) == bank)
        }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(DrawingBank.self, from: Data(#""30004""#.utf8)) }
    }

    @Test func `R6.7-02 nothing of a payer's own account comes with a payment`() throws {
        var life = try Life.open()
        let french = DrawingBank(reading: "30004")
        for (method, reference, bank) in [
            ("paypal", "payer@example.org", nil), ("paypal", "T", french), ("transfer", "T", french),
        ] {
            let payment = Payment(method: method, currency: "EUR", amount: 100, reference: reference, bank: bank)
            #expect(refusal { try life.record(.paymentReceived(payment), "2010-01-02") } == "R6.7-02")
        }
        let fields = Mirror(reflecting: Payment(method: "paypal", currency: "EUR", amount: 1, reference: "T")).children
        #expect(fields.compactMap(\.label) == ["method", "currency", "amount", "reference", "bank"])
    }
}
