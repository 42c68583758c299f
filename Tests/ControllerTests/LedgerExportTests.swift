import Contract
import Foundation
import Store
import TestSupport
import Testing

@testable import Controller

/// What leaves the books for a bookkeeper is what is in them, whatever payers wrote.
@Suite struct LedgerExportTests {
    /// What would break a format: line ends, quotes, comment and separator signs, a quote that an accent hides, signs that
    /// turn the writing round, what looks like an escape already, a formula.
    static let hostile = [
        "a;b", "a\nb", "a\r\n    assets:bank:transfer  1.00 EUR", "\"a\",\"b\"", "a\"\u{301},b", "a|b", "(a) * ! =",
        "a\u{2028}b\u{85}c\u{202E}d", "%0A", "  é€😀  ", "=1+1", "a, rule:R0-00", "\t", "a\u{0}b",
    ]

    /// Books with a posting of every kind that the contract makes.
    static func books() async throws -> TemporaryWorkspace {
        let lab = try await TemporaryWorkspace()
        _ = try await lab.leaseServer(cents: 2100)
        let account = AccountID(number: 1001)
        let (cheque, bad) = (payment("cheque", 500, "CHQ-1"), payment("cheque", 300, "CHQ-2"))
        var events: [Event] = [
            .paymentReceived(cheque), .paymentReceived(bad), .paymentReceived(payment("cheque", 200, "CHQ-3")),
            .chequeCleared(reference: "CHQ-1"), .chequeBounced(reference: "CHQ-2"),
            .paymentReceived(payment("transfer", 999, "")), .gestureGranted(cents: 123, reason: "sorry; \n\"again\""),
            .codes(.validated(method: "allopass", code: OpaqueID(1, 1), cents: 134, obtainedAt: nil)),
            .requests(.opened(request: OpaqueID(2, 2), suggested: nil)),
            .requests(
                .tokensBought(request: OpaqueID(2, 2), payment: payment("paypal", 777, "TX"), receipt: OpaqueID(3, 3))
            ),
        ]
        events += hostile.map { .paymentReceived(payment("paypal", 1, $0)) }
        for event in events { try lab.workspace.record(event, for: account) }
        try lab.store.setLabTime(TemporaryWorkspace.start.adding(seconds: 32 * 86_400))
        _ = try await lab.pass()
        return lab
    }

    private static func payment(_ method: String, _ cents: Int64, _ reference: String) -> Payment {
        let bank = method == "cheque" ? DrawingBank(reading: "30004") : nil
        return Payment(method: method, currency: "EUR", amount: cents, reference: reference, bank: bank)
    }

    private func export(_ lab: TemporaryWorkspace, _ format: LedgerFormat, until: Instant? = nil) throws -> String {
        var text = ""
        try lab.workspace.exportLedger(as: format, of: nil, until: until) { text += $0 }
        return text
    }

    /// Runs a program that must succeed; returns what it wrote.
    private func run(_ words: [String], in folder: TemporaryFolder) async throws -> String {
        let environment = ["/usr/bin/env", "LC_ALL=C.UTF-8"]
        let child = try ChildProcess(environment + words, in: folder, input: "", output: "output")
        let end = try await child.end()
        let output = String(decoding: try folder.bytes("output"), as: UTF8.self)
        try FileManager.default.removeItem(atPath: "\(folder.path)/output")
        try #require(end == .exit(0), "\(words): \(output)")
        return output
    }

    /// What hledger makes of it, by account and commodity.
    private func balances(_ file: String, in folder: TemporaryFolder) async throws -> Set<String> {
        let words = ["hledger", "-f", file, "balance", "--flat", "-N", "-E", "-O", "csv", "--layout", "bare"]
        let rows = try await run(words, in: folder).split(separator: "\n").dropFirst()
        return Set(rows.map { String($0).replacing("\"", with: "") }.filter { !$0.hasSuffix(",0") })
    }

    @Test func `hledger accepts the journal and finds the balances of the books`() async throws {
        try Requirement.program("/usr/bin/hledger", package: "hledger")
        let lab = try await Self.books()
        let kinds = Set(try lab.store.balances().map { $0.account.bookkeepingName.replacing("A-1001", with: "*") })
        for kind in ["balance", "pending", "points", "codes", "tokens"] {
            #expect(kinds.contains("liabilities:clients:*:\(kind)"))
        }
        for name in [
            "liabilities:suspense", "revenues:services", "expenses:gestures", "equity:points-issued",
            "revenues:token-sales",
        ] {
            #expect(kinds.contains(name))
        }
        for method in ["paypal", "transfer", "cheque", "allopass"] { #expect(kinds.contains("assets:bank:\(method)")) }

        let file = try lab.folder.write(try export(lab, .hledger), to: "books.journal")
        _ = try await run(["hledger", "-f", file, "check", "--strict"], in: lab.folder)
        let expected = try lab.store.balances().filter { $0.amount.quantity != 0 }.map {
            let amount = EuroAmount.decimal(-$0.amount.quantity)
            return "\($0.account.bookkeepingName),\($0.amount.commodity.rawValue),\(amount)"
        }
        #expect(try await balances(file, in: lab.folder) == Set(expected))
        let count = try lab.store.transactions().count
        let codes = try await run(["hledger", "-f", file, "codes"], in: lab.folder).split(separator: "\n")
        #expect(codes.count == count)
        let tagged = try await run(["hledger", "-f", file, "codes", "tag:rule=R7.9-03"], in: lab.folder)
        #expect(tagged.split(separator: "\n").count == 1)
    }

    @Test func `an asset is positive, what is owed and earned is negative`() async throws {
        let lab = try await TemporaryWorkspace()
        _ = try await lab.leaseServer(cents: 2100)
        let text = try export(lab, .hledger)
        #expect(
            text.contains("    assets:bank:transfer  21.00 EUR\n    liabilities:clients:A-1001:balance  -21.00 EUR\n")
        )
        #expect(text.contains("    liabilities:clients:A-1001:balance  7.00 EUR\n    revenues:services  -7.00 EUR\n"))
        #expect(text.contains("2026-01-31 * ("))
        #expect(text.contains("account assets:bank:transfer  ; type:A\n"))
    }

    @Test func `a reference with anything in it comes out of CSV and JSON as it went in`() async throws {
        let lab = try await Self.books()
        let csv = try lab.folder.write(try export(lab, .csv), to: "books.csv")
        let json = try lab.folder.write(try export(lab, .json), to: "books.json")
        let script = """
            import csv, json, sys
            with open(sys.argv[1], encoding='utf-8', newline='') as f: raw = f.read()
            rows = list(csv.DictReader(open(sys.argv[1], encoding='utf-8', newline=''), strict=True))
            assert raw.count('\\r\\n') >= len(rows) + 1 and raw.endswith('\\r\\n')
            flat = [{**{k: str(e.get(k, '')) for k in e if k != 'postings'}, 'subscription': e.get('subscription', ''), **p}
                    for e in json.load(open(sys.argv[2], encoding='utf-8')) for p in e['postings']]
            assert rows == flat, (rows, flat)
            json.dump(sorted({r['key'] for r in rows}), sys.stdout)
            """
        let output = try await run(["/usr/bin/python3", "-c", script, csv, json], in: lab.folder)
        let keys = try JSONDecoder().decode(Set<String>.self, from: Data(output.utf8))
        #expect(keys == Set(try lab.store.transactions().map(\.transaction.key)))
        for reference in Self.hostile { #expect(keys.contains("payment/paypal/\(reference)"), "\(reference)") }
    }

    @Test func `an export ends before the time given, and a later one begins with the same bytes`() async throws {
        let lab = try await Self.books()
        let early = try export(lab, .hledger, until: TemporaryWorkspace.start.adding(seconds: 1))
        let late = try export(lab, .hledger)
        #expect(late.hasPrefix(early) && late.utf8.count > early.utf8.count)
        #expect(early.contains("* (") && !early.contains("2026-02"))
        #expect(try export(lab, .json, until: TemporaryWorkspace.start) == "[]\n")
    }

    @Test func `the export of one client holds nothing of another`() async throws {
        let lab = try await Self.books()
        let other = try lab.openAccount()
        try lab.workspace.record(.gestureGranted(cents: 5, reason: "hello"), for: other)
        for format in LedgerFormat.allCases {
            var text = ""
            try lab.workspace.exportLedger(as: format, of: other, until: nil) { text += $0 }
            #expect(text.contains("\(other)") && !text.contains("A-1001"))
        }
    }

    @Test func `books of many pages are exported whole`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        for number in 1...6 {
            try lab.workspace.record(.gestureGranted(cents: 1, reason: "no \(number)"), for: account)
        }
        for size in 1...7 {
            var text = ""
            try lab.workspace.exportLedger(as: .json, of: nil, until: nil, page: size) { text += $0 }
            let entries = try JSONDecoder().decode([Entry].self, from: Data(text.utf8))
            #expect(entries.map(\.sequence) == (try lab.store.transactions().map(\.sequence)) && entries.count == 6)
        }
    }

    private struct Entry: Decodable { let sequence: Int64 }
}
