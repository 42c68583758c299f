import Testing

@testable import Statements

/// Files that want to do harm, or that were damaged on the way: one sentence with file and line, and nothing read.
@Suite struct HostileXMLTests {
    private func refusal(_ bytes: [UInt8]) -> String {
        let error = #expect(throws: StatementError.self) { try CAMT053.read(bytes, file: "bad.xml") }
        return error?.description ?? ""
    }

    @Test(arguments: [
        "<!DOCTYPE Document SYSTEM \"http://example.com/x.dtd\">",
        "<!DOCTYPE Document [<!ENTITY a \"A-1001\">]>",
        "<!doctype Document [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE lolz [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;\"><!ENTITY n \"&m;&m;&m;&m;\">]>",
    ])
    func `a document type is refused before anything is parsed`(_ prolog: String) {
        let sentence = refusal(Sample.document(Sample.entry(""), prolog: prolog))
        #expect(sentence.contains("bad.xml cannot be imported, line 1") && sentence.contains("<!"), "\(sentence)")
    }

    @Test func `an entity that no document type declares is an error`() {
        let entry = Sample.entry("<TxDtls><RmtInf><Ustrd>&xxe;</Ustrd></RmtInf></TxDtls>")
        #expect(refusal(Sample.document(entry)).contains("line 4"))
    }

    @Test(arguments: [
        ("UTF-16", "encoding is utf-16"), ("UTF-7", "encoding is utf-7"), ("IBM037", "encoding is ibm037"),
    ])
    func `only encodings that write a document type in ASCII are let through`(name: String, says: String) {
        let text = String(decoding: Sample.document(""), as: UTF8.self).replacing("UTF-8", with: name)
        #expect(refusal(Array(text.utf8)).contains(says))
    }

    @Test func `a file in two bytes a letter is refused`() {
        let wide: [UInt8] = Sample.document("").flatMap { [$0, 0] as [UInt8] }
        #expect(refusal([0xFF, 0xFE] + wide).contains("UTF-8"))
    }

    @Test func `an older encoding is read`() throws {
        let entry = Sample.entry("<TxDtls><RmtInf><Ustrd>Serveur de l'été A-1001</Ustrd></RmtInf></TxDtls>")
        let text = String(decoding: Sample.document(entry), as: UTF8.self).replacing("UTF-8", with: "ISO-8859-1")
        let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        #expect(try CAMT053.read(bytes, file: "x").lines.first?.texts == ["Serveur de l'été A-1001"])
    }

    @Test func `bytes that are no UTF-8 are named with their line`() {
        var bytes = Sample.document(Sample.entry("<TxDtls/>"))
        let place = bytes.count - 60
        bytes[place] = 0xC3
        bytes[place + 1] = 0x28
        let sentence = refusal(bytes)
        #expect(sentence.contains("line 4") && sentence.contains("not UTF-8"), "\(sentence)")
    }

    @Test(arguments: [
        ("camt.052.001.02", "camt.052.001.02 document"), ("camt.054.001.08", "camt.054.001.08 document"),
        ("pain.001.001.03", "pain.001.001.03 document"), ("camt.053.002.01", "camt.053.002.01 document"),
    ])
    func `other messages are named`(version: String, says: String) {
        #expect(refusal(Sample.document("", version: version)).contains(says))
    }

    @Test func `XML of another kind, an empty statement list and no XML at all`() {
        #expect(refusal(Array("<html><body/></html>".utf8)).contains("no ISO 20022 document"))
        let empty = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt/></Document>"
        #expect(refusal(Array(empty.utf8)).contains("no statement"))
        #expect(refusal([]).contains("bad.xml"))
        #expect(refusal(Array("A-1001;7,00".utf8)).contains("bad.xml"))
    }

    @Test func `names of another namespace mean nothing`() throws {
        let foreign = "<x:RmtInf xmlns:x=\"urn:x\"><x:Ustrd>A-1001</x:Ustrd></x:RmtInf>"
        let statement = try CAMT053.read(Sample.document(Sample.entry("<TxDtls>\(foreign)</TxDtls>")), file: "x")
        #expect(statement.lines.first?.texts == [])
    }

    @Test func `elements nested without end are refused`() {
        let deep = String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200)
        #expect(refusal(Sample.document(deep)).contains("nested"))
    }

    @Test(arguments: [
        ("<CdtDbtInd>CRDT</CdtDbtInd>", "<CdtDbtInd>BOTH</CdtDbtInd>", "CdtDbtInd is BOTH"),
        ("<CdtDbtInd>CRDT</CdtDbtInd>", "", "CdtDbtInd is missing"), (" Ccy=\"EUR\"", "", "no currency"),
        ("<Amt Ccy=\"EUR\">7.00</Amt>", "", "no amount"), ("2026-03-04", "2026-02-30", "2026-02-30 is no date"),
        ("<BookgDt><Dt>2026-03-04</Dt></BookgDt>", "", "no booking date"),
        ("<IBAN>FR7630006000011234567890189</IBAN>", "", "names no account"),
    ])
    func `a missing or wrong value is named`(from: String, to: String, says: String) {
        let text = String(decoding: Sample.document(Sample.entry("")), as: UTF8.self)
        #expect(text.contains(from))
        let sentence = refusal(Array(text.replacing(from, with: to).utf8))
        #expect(sentence.contains(says) && sentence.contains("line "), "\(sentence)")
    }

    @Test func `a file cut anywhere is refused whole`() throws {
        for name in ["fr-v02.xml", "be-v08-batch.xml", "de-v04.xml"] {
            let bytes = try Sample.bytes(name)
            let end = bytes.count - (bytes.last == UInt8(ascii: "\n") ? 1 : 0)
            for length in stride(from: 0, to: end, by: 13) {
                let error = #expect(throws: StatementError.self) {
                    try CAMT053.read(Array(bytes.prefix(length)), file: name)
                }
                #expect(error?.file == name)
            }
        }
    }

    @Test func `garbled files end in a sentence or in a statement, never in a crash`() throws {
        var random = SplitMix(seed: 53)
        let bytes = try Sample.bytes("be-v08-batch.xml")
        for _ in 0..<200 {
            var copy = bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: copy.indices, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: copy[place] = UInt8.random(in: 0...255, using: &random)
                case 1: copy.remove(at: place)
                default: copy.insert(copy[Int.random(in: copy.indices, using: &random)], at: place)
                }
            }
            do {
                let statement = try CAMT053.read(copy, file: "garbled")
                #expect(statement.lines.allSatisfy { $0.amount != 0 && $0.currency.utf8.count == 3 })
            } catch {
                #expect(error.description.hasPrefix("The file garbled cannot be imported"))
            }
        }
    }
}
