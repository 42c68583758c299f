import Contract
import Testing

@testable import Statements

@Suite struct CAMTTests {
    @Test func `a French statement of 001.02: references, a cheque, and what does not count`() throws {
        let statement = try Sample.camt("fr-v02.xml")
        #expect(
            statement.lines.map(\.summary) == [
                "2026-03-04 2100 EUR 2606300018237 payment", "2026-03-04 1400 EUR 2606300018311 payment",
                "2026-03-04 4200 EUR 2606300019777 cheque",
            ]
        )
        #expect(statement.lines.map(\.source) == Array(repeating: "FR7630006000011234567890189", count: 3))
        #expect(statement.lines[0].texts == ["Serveur mumble mars A-1001 merci"])
        #expect(statement.lines[0].note == "MME CLAIRE EXEMPLE · Serveur mumble mars A-1001 merci")
        #expect(statement.lines[1].references == ["LOYER-SERVEUR"])
        // Where nobody reports what the payer wrote, the bank's own words do.
        #expect(statement.lines[2].texts == ["REMISE CHEQUE 0000077 A-1001"])
        #expect(
            statement.passed == [
                .init(reason: .outgoing, amount: -35_000, currency: "EUR"),
                .init(reason: .notBooked, amount: 700, currency: "EUR"),
            ]
        )
    }

    @Test func `a batch of 001.08 is told apart, a reversal and an untold batch need a person`() throws {
        let statement = try Sample.camt("be-v08-batch.xml")
        #expect(
            statement.lines.map(\.summary) == [
                "2026-03-05 700 EUR BATCH-0305-9/1 payment", "2026-03-05 1425 EUR BATCH-0305-9/2 payment",
                "2026-03-05 1425 EUR BATCH-0305-9/3 payment", "2026-03-05 -2100 EUR REV-1 reversal",
                "2026-03-05 6000 EUR BATCH-0305-10 lump(\"the bank reports 4 payments in one sum\")",
            ]
        )
        #expect(statement.lines[0].references == ["E2E-1", "RF35A1001"])
        #expect(statement.passed.map(\.reason) == [.notBooked])
    }

    @Test func `a German statement of 001.04 without references: equal lines stay two, repeated ones stay one`() throws
    {
        let lines = try Sample.camt("de-v04.xml").lines
        #expect(lines.map(\.bankReference) == [nil, nil, nil, nil, "USD-0001"])
        #expect(lines.map(\.amount) == [700, 700, 700, 700, 2100] && lines[4].currency == "USD")
        // The second of two equal payments of a day is another one; the next statement repeats the first.
        #expect(Set(lines.map(\.identity)).count == 4)
        #expect(lines[3].identity == lines[1].identity && lines[2].identity != lines[1].identity)
    }

    @Test(arguments: [
        "camt.053.001.01", "camt.053.001.02", "camt.053.001.03", "camt.053.001.06", "camt.053.001.08",
        "camt.053.001.13",
    ])
    func `every version is read alike`(_ version: String) throws {
        let old = Sample.entry("<TxDtls><RmtInf><Ustrd>A-1001</Ustrd></RmtInf></TxDtls>")
        let new = old.replacing("<Sts>BOOK</Sts>", with: "<Sts><Cd>BOOK</Cd></Sts>")
        for entry in [old, new] {
            let statement = try CAMT053.read(Sample.document(entry, version: version), file: "x")
            #expect(statement.lines.map(\.summary) == ["2026-03-04 700 EUR R1 payment"])
        }
    }

    @Test(arguments: [
        ("7", 700), ("7.5", 750), ("7.05", 705), ("0.01", 1), ("7.00000", 700), ("+7.00", 700), (".5", 50),
        ("9999999999999.99", 999_999_999_999_999),
    ])
    func `amounts as the schema writes them`(text: String, hundredths: Int64) throws {
        let statement = try CAMT053.read(Sample.document(Sample.entry("", amount: text)), file: "x")
        #expect(statement.lines.map(\.amount) == [hundredths])
    }

    @Test(arguments: ["7,00", "7.001", "-7.00", "", "7.0.0", "1e3", "٧", "99999999999999", "0x10", "NaN"])
    func `no other amount is read`(_ text: String) {
        let error = #expect(throws: StatementError.self) {
            try CAMT053.read(Sample.document(Sample.entry("", amount: text)), file: "day.xml")
        }
        #expect(error?.description.contains("day.xml cannot be imported, line 3: the amount") == true)
    }

    @Test func `a batch whose parts do not add up stays one sum for a person`() throws {
        let parts = ["3.00", "3.90"].map {
            "<TxDtls><Amt Ccy=\"EUR\">\($0)</Amt><RmtInf><Ustrd>A-1001</Ustrd></RmtInf></TxDtls>"
        }
        let short = try CAMT053.read(Sample.document(Sample.entry(parts.joined())), file: "x")
        #expect(short.lines.map(\.amount) == [700])
        guard case .lump = short.lines[0].nature else {
            Issue.record("\(short.lines[0].nature)")
            return
        }
        let whole = try CAMT053.read(Sample.document(Sample.entry(parts.joined(), amount: "6.90")), file: "x")
        #expect(whole.lines.map(\.summary) == ["2026-03-04 300 EUR R1/1 payment", "2026-03-04 390 EUR R1/2 payment"])
    }

    @Test(arguments: [
        ("<RvslInd>true</RvslInd>", "CRDT"), ("<RvslInd>1</RvslInd>", "DBIT"),
        ("<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn></BkTxCd>", "CRDT"),
    ])
    func `money taken back or coming back is never a payment`(head: String, direction: String) throws {
        let entry = Sample.entry(
            "<TxDtls><RmtInf><Ustrd>A-1001</Ustrd></RmtInf></TxDtls>",
            head: head,
            direction: direction
        )
        #expect(try CAMT053.read(Sample.document(entry), file: "x").lines.map(\.nature) == [.reversal])
    }

    @Test(arguments: ["NONREF", "notprovided", "000000", " "])
    func `a reference that says nothing is none`(_ reference: String) throws {
        let entry = Sample.entry("", head: "<AcctSvcrRef>\(reference)</AcctSvcrRef>")
        #expect(try CAMT053.read(Sample.document(entry), file: "x").lines.map(\.bankReference) == [nil])
    }

    @Test func `a line is the same in every statement that repeats it, and another one on another day`() throws {
        func identity(_ entry: String, page: String = "") throws -> String {
            let bytes = Sample.document(page + entry)
            return try #require(try CAMT053.read(bytes, file: "x").lines.first).identity
        }
        let plain = Sample.entry("<TxDtls><RmtInf><Ustrd>A-1001</Ustrd></RmtInf></TxDtls>")
        // The words of a line with a reference may be reported differently later.
        #expect(try identity(plain) == identity(plain.replacing("A-1001", with: "A-1001 NEUF")))
        // Banks use references again: the day and the amount belong to it.
        #expect(try identity(plain) != identity(plain.replacing("2026-03-04", with: "2027-03-04")))
        #expect(try identity(plain) != identity(plain.replacing("7.00", with: "8.00")))
        let bare = plain.replacing("<AcctSvcrRef>R1</AcctSvcrRef>", with: "")
        #expect(try identity(bare) != identity(bare.replacing("A-1001", with: "A-1002")))
    }

    @Test func `equal lines on two pages of one statement stay two`() throws {
        let entry = Sample.entry("<TxDtls><RmtInf><Ustrd>A-1001</Ustrd></RmtInf></TxDtls>", head: "")
        func page(_ number: Int) -> String {
            """
            <Stmt><Id>P</Id><StmtPgntn><PgNb>\(number)</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>
            <Acct><Id><IBAN>FR76</IBAN></Id></Acct>\(entry)</Stmt>
            """
        }
        func lines(_ pages: Int...) throws -> Set<String> {
            let text = String(decoding: Sample.document(""), as: UTF8.self)
                .replacing("</BkToCstmrStmt>", with: pages.map(page).joined() + "</BkToCstmrStmt>")
            return Set(try CAMT053.read(Array(text.utf8), file: "x").lines.map(\.identity))
        }
        #expect(try lines(1, 2).count == 2)
        #expect(try lines(1, 1).count == 1)
    }
}
