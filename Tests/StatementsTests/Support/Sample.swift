import Contract
import Foundation
import Testing
import Yams

@testable import Statements

/// The sample files of this folder, and what is read from them.
enum Sample {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Files").path
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: "\(folder)/\(name)")))
    }

    static func camt(_ name: String) throws -> Statement { try CAMT053.read(bytes(name), file: name) }

    static func paypal() throws -> CSVMapping {
        try mapping(String(contentsOfFile: "\(root)/Templates/imports/paypal.yaml", encoding: .utf8))
    }

    static func mapping(_ text: String) throws -> CSVMapping { try YAMLDecoder().decode(CSVMapping.self, from: text) }

    /// The mapping that docs/operations.md shows as an example.
    static func documentedMapping() throws -> CSVMapping {
        let text = try String(contentsOfFile: "\(root)/docs/operations.md", encoding: .utf8)
        let block = try #require(text.split(separator: "```yaml\n").dropFirst().first { $0.hasPrefix("source:") })
        return try mapping(String(block.split(separator: "```")[0]))
    }

    static func csv(_ name: String, _ mapping: CSVMapping, layout: String? = nil) throws -> Statement {
        try CSVStatement.read(bytes(name), as: mapping, layout: layout, file: name)
    }

    /// One entry of a camt.053 statement around `detail`.
    static func entry(
        _ detail: String,
        amount: String = "7.00",
        head: String = "<AcctSvcrRef>R1</AcctSvcrRef>",
        status: String = "<Sts>BOOK</Sts>",
        direction: String = "CRDT"
    ) -> String {
        """
        <Ntry><Amt Ccy="EUR">\(amount)</Amt><CdtDbtInd>\(direction)</CdtDbtInd>\(status)
        <BookgDt><Dt>2026-03-04</Dt></BookgDt>\(head)<NtryDtls>\(detail)</NtryDtls></Ntry>
        """
    }

    static func document(_ entries: String, version: String = "camt.053.001.02", prolog: String = "") -> [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>\(prolog)
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:\(version)"><BkToCstmrStmt><Stmt><Id>S1</Id>
            <Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></Acct>\(entries)</Stmt></BkToCstmrStmt></Document>
            """.utf8
        )
    }

    static func line(_ texts: [String], references: [String] = []) -> StatementLine {
        StatementLine(
            nature: .payment,
            method: "transfer",
            source: "bank",
            identity: "1",
            bookedOn: .init(epochDay: 20_000),
            amount: 700,
            currency: "EUR",
            texts: texts,
            references: references,
            bankReference: nil,
            original: nil,
            note: nil,
            position: 1
        )
    }
}

extension StatementLine {
    /// The fields that a test's table compares.
    var summary: String {
        "\(bookedOn) \(amount) \(currency) \(bankReference ?? "-") \(nature)"
    }
}
