import Contract
import Testing

@testable import Statements

@Suite struct CSVTests {
    @Test func `PayPal's download in English`() throws {
        let statement = try Sample.csv("paypal-en.csv", Sample.paypal())
        #expect(
            statement.lines.map(\.summary) == [
                "2026-03-04 2100 EUR 5AB12345CD678901E payment", "2026-03-14 101400 EUR 6BC12345CD678902F payment",
                "2026-03-14 700 EUR 7CD12345CD678903G payment", "2026-03-15 2100 USD 8DE12345CD678904H payment",
                "2026-03-16 -2100 EUR 1GH12345CD678907K reversal",
                "2026-03-17 500 EUR 4JK12345CD678910N unknownType(\"Mass Pay Return\")",
            ]
        )
        #expect(statement.lines[1].texts == ["Server S-1002", "for March, thank you"])
        #expect(statement.lines[4].original == "5AB12345CD678901E")
        #expect(statement.lines.allSatisfy { $0.method == "paypal" && $0.source == "paypal" })
        #expect(statement.passed.map(\.reason) == [.otherType, .otherType, .notBooked, .otherType])
        #expect(statement.lines[2].position == 5)
    }

    @Test func `R6.7-02: nothing that a PayPal payer wrote may be kept`() throws {
        for name in ["paypal-en.csv", "paypal-fr.csv"] {
            #expect(try Sample.csv(name, Sample.paypal()).lines.allSatisfy { $0.note == nil })
        }
    }

    @Test func `PayPal's download in French`() throws {
        let statement = try Sample.csv("paypal-fr.csv", Sample.paypal())
        #expect(
            statement.lines.map(\.summary) == [
                "2026-03-04 2100 EUR 5AB12345CD678901E payment", "2026-03-14 101400 EUR 6BC12345CD678902F payment",
                "2026-03-16 -2100 EUR 1GH12345CD678907K reversal",
            ]
        )
        // The same transaction, downloaded in two languages, is one.
        let english = try Sample.csv("paypal-en.csv", Sample.paypal())
        #expect(statement.lines[0].identity == english.lines[0].identity)
    }

    @Test func `a bank's download through the mapping of the manual`() throws {
        let mapping = try Sample.documentedMapping()
        #expect(mapping.problem == nil)
        let statement = try Sample.csv("bank.csv", mapping)
        #expect(
            statement.lines.map(\.summary) == [
                "2026-03-04 2100 EUR - payment", "2026-03-04 1400 EUR - payment", "2026-03-04 1400 EUR - payment",
            ]
        )
        #expect(statement.lines[0].texts == ["VIR SEPA MME CLAIRE EXEMPLE A-1001"])
        #expect(statement.lines[1].note == "VIR SEPA M PAUL MODÈLE")
        // Two equal rows of one day are two payments.
        #expect(Set(statement.lines.map(\.identity)).count == 3)
        #expect(statement.passed == [.init(reason: .outgoing, amount: -135_000, currency: "EUR")])
    }

    private static let head = "Date,Gross,Currency,Transaction ID,Type,Status,Note\n"

    private func read(_ rows: String, layout: String? = nil) throws -> Statement {
        try CSVStatement.read(Array((Self.head + rows).utf8), as: Sample.paypal(), layout: layout, file: "p.csv")
    }

    @Test func `a date that can be read in two ways is not guessed`() throws {
        let row = "03/04/2026,7.00,EUR,T1,Payment,Completed,A-1001\n"
        let error = #expect(throws: StatementError.self) { try read(row) }
        #expect(error?.description.contains("english-month-first and as english-day-first") == true)
        #expect(try read(row, layout: "english-day-first").lines.first?.bookedOn.description == "2026-04-03")
        #expect(try read(row, layout: "english-month-first").lines.first?.bookedOn.description == "2026-03-04")
        // One row that leaves no doubt settles the others.
        #expect(try read(row + row.replacing("03/04", with: "31/03").replacing("T1", with: "T2")).lines.count == 2)
        #expect(throws: StatementError.self) { try read(row, layout: "german") }
    }

    @Test(arguments: [
        ("31/03/2026,7.00,EUR,T1,Payment,Completed\n", "line 2: the row has 6 fields and the header 7"),
        ("31/03/2026,7.00,EUR,T1,Payment,Completed,A,B\n", "line 2: the row has 8 fields"),
        ("31/03/2026,7.00,EUR,T1,Payment,Completed,A-1001", "line 2: its last field has no line end"),
        ("31/03/2026,7.00,EUR,T1,Payment,Completed,\"A-10", "line 2: a quote opened there is never closed"),
        ("31/03/2026,7.00,EUR,T1,Payment,Completed,\"A\"-1001\n", "line 2: a quoted field goes on"),
        ("2026-03-31,7.00,EUR,T1,Payment,Completed,x\n", "line 2: \"2026-03-31\" is not a date"),
        ("31/03/2026,7.001,EUR,T1,Payment,Completed,x\n", "line 2: Gross is \"7.001\""),
        ("31/03/2026,,EUR,T1,Payment,Completed,x\n", "line 2: Gross is \"\""),
        ("31/03/2026,7.00,Euro,T1,Payment,Completed,x\n", "line 2: the currency \"EURO\""),
        (
            "31/03/2026,7.00,EUR,T1,Payment,Completed,\"a\nb\"\n31/03/2026,8.00,EUR,T1,Payment,Completed,x\n",
            "line 4: the id T1 stands in line 2 too"
        ),
    ])
    func `damage is named with its line`(rows: String, says: String) {
        let error = #expect(throws: StatementError.self) { try read(rows) }
        #expect(
            error?.description.contains("The file p.csv cannot be imported, " + says) == true,
            "\(String(describing: error))"
        )
    }

    @Test func `a row that is told twice is one, pending and then booked`() throws {
        let row = "31/03/2026,7.00,EUR,T1,Payment,Completed,A-1001\n"
        let lines = try read(row.replacing("Completed", with: "Pending") + row + row).lines
        #expect(Set(lines.map(\.identity)).count == 1)
    }

    @Test func `a file of another kind is named`() throws {
        let error = #expect(throws: StatementError.self) {
            try CSVStatement.read(Array("a;b\n1;2\n".utf8), as: Sample.paypal(), file: "p.csv")
        }
        #expect(error?.description.contains("no row is a header with the columns Date, Gross") == true)
        #expect(throws: StatementError.self) { try CSVStatement.read([], as: Sample.paypal(), file: "p.csv") }
        #expect(throws: StatementError.self) {
            try CSVStatement.read([0x44, 0xFF, 0x0A], as: Sample.paypal(), file: "p.csv")
        }
    }

    @Test(
        arguments: [
            ("12.50", ".", nil, 1250), ("-12,5", ",", nil, -1250), ("1,234.56", ".", ",", 123_456),
            ("1 234,56", ",", " ", 123_456), ("1\u{202F}234,56", ",", " ", 123_456), ("1234,56", ",", " ", 123_456),
            ("1,23.45", ".", ",", nil), ("1,,234", ".", ",", nil), ("12,50", ".", ",", nil), ("12.505", ".", nil, nil),
            ("", ".", nil, nil), ("-", ".", nil, nil), (".", ".", nil, nil), ("1 2", ",", nil, nil),
            ("1.234", ",", ".", nil), ("1.234,5", ",", ".", 123_450),
        ] as [(String, Character, Character?, Int64?)]
    )
    func `amounts as downloads write them`(text: String, point: Character, thousands: Character?, expected: Int64?) {
        #expect(Decimal.hundredths(text, point: point, thousands: thousands) == expected)
    }

    @Test(arguments: [
        ("dd/MM/yyyy", "04/03/2026", "2026-03-04"), ("dd/MM/yyyy", "4/3/2026", "2026-03-04"),
        ("MM/dd/yyyy", "04/03/2026", "2026-04-03"), ("yyyy-MM-dd", "2026-03-04T10:00:00", "2026-03-04"),
        ("dd.MM.yy", "29.02.28", "2028-02-29"), ("yyyyMMdd", "20260304", "2026-03-04"),
        ("dd/MM/yyyy", "31/04/2026", nil), ("dd/MM/yyyy", "04/03/26", nil), ("dd/MM/yyyy", "04/03/2026x", nil),
        ("dd/MM/yyyy", "", nil), ("yyyy-MM-dd", "2026/03/04", nil),
    ])
    func `dates as downloads write them`(format: String, text: String, expected: String?) throws {
        #expect(try #require(DateFormat(format)).date(text)?.description == expected)
    }

    @Test(arguments: ["", "dd/MM", "dd/MM/yyyy/dd", "yyy-MM-dd", "D/M/Y"]) func `no other format of dates`(
        _ format: String
    ) {
        #expect(DateFormat(format) == nil)
    }

    @Test func `a file cut anywhere is refused, or ends after a whole row`() throws {
        for (name, mapping) in [("paypal-en.csv", try Sample.paypal()), ("bank.csv", try Sample.documentedMapping())] {
            let bytes = try Sample.bytes(name)
            let whole = try CSVStatement.read(bytes, as: mapping, file: name)
            for length in stride(from: 0, to: bytes.count, by: name == "bank.csv" ? 1 : 11) {
                guard let part = try? CSVStatement.read(Array(bytes.prefix(length)), as: mapping, file: name) else {
                    continue
                }
                #expect(part.lines.elementsEqual(whole.lines.prefix(part.lines.count)), "\(name) cut at \(length)")
            }
        }
    }

    @Test func `garbled files end in a sentence or in a statement, never in a crash`() throws {
        var random = SplitMix(seed: 41)
        let (bytes, mapping) = (try Sample.bytes("paypal-en.csv"), try Sample.paypal())
        for _ in 0..<150 {
            var copy = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                copy[Int.random(in: copy.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do {
                let statement = try CSVStatement.read(copy, as: mapping, file: "garbled")
                #expect(statement.lines.allSatisfy { $0.amount != 0 })
            } catch {
                #expect("\(error)".hasPrefix("The file garbled cannot be imported"))
            }
        }
    }
}
