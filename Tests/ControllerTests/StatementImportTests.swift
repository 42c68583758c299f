import Contract
import Foundation
import Statements
import Store
import Testing

@testable import Controller

/// From a file to the books.
@Suite struct StatementImportTests {
    private static let files = "\(Repository.root)/Tests/StatementsTests/Files"

    /// Books with two accounts, the second with the subscription S-1002, at a day after all statements.
    private func makeWorkspace() async throws -> TemporaryWorkspace {
        let temporary = try await TemporaryWorkspace()
        for _ in 0..<2 { _ = try temporary.openAccount() }
        for number: Int64 in 1001...1002 {
            try temporary.workspace.orderMumble(for: AccountID(number: number))
        }
        try temporary.store.setLabTime(Instant(epochSeconds: 1_775_000_000))
        return temporary
    }

    private func read(_ name: String, _ workspace: Workspace, mapping: String? = nil) throws -> Statement {
        try StatementFile(path: "\(Self.files)/\(name)", templates: workspace.templates).read(
            mapping: mapping,
            layout: nil
        )
    }

    private func run(_ name: String, _ workspace: Workspace, mapping: String? = nil) throws -> ImportReport {
        try StatementImport(workspace, recording: true).run(read(name, workspace, mapping: mapping))
    }

    private func told(_ report: ImportReport) -> [String] {
        report.lines.map { line in
            let amount =
                "\(line.isNews ? "" : "known ")\(EuroAmount.decimal(line.record.amount)) \(line.record.currency)"
            return switch line.record.outcome {
            case .credited(let account, _): "\(amount) \(account)"
            case .rejected(let account, _, _): "\(amount) rejected for \(account)"
            case .open(let reason): "\(amount) \(reason)"
            case .ignored(let reason): "\(amount) ignored: \(reason)"
            }
        }
    }

    private func balance(_ number: Int64, _ store: Store) throws -> Int64 {
        try store.balance(.balance(AccountID(number: number)), .euro).quantity
    }

    @Test func `R6.3-02: a bank's statement, twice`() async throws {
        let temporary = try await makeWorkspace()
        let report = try run("fr-v02.xml", temporary.workspace)
        #expect(
            told(report) == [
                "21.00 EUR A-1001", "14.00 EUR names no account and no subscription",
                "42.00 EUR a cheque paid in; report it with `lessor payment clear`",
            ]
        )
        let head = try temporary.store.journal().count
        let again = try run("fr-v02.xml", temporary.workspace)
        #expect(again.lines.allSatisfy { !$0.isNews } && again.lines.map(\.record) == report.lines.map(\.record))
        #expect(try temporary.store.journal().count == head)
        #expect(try temporary.store.verify(under: temporary.workspace.book).problems == [])
    }

    @Test func `references of every kind, a batch and a reversal`() async throws {
        let temporary = try await makeWorkspace()
        #expect(
            told(try run("be-v08-batch.xml", temporary.workspace)) == [
                "7.00 EUR A-1001", "14.25 EUR A-1002", "14.25 EUR names several accounts: A-1001, A-1002",
                "-21.00 EUR money taken back", "60.00 EUR the bank reports 4 payments in one sum",
            ]
        )
    }

    @Test func `statements that overlap in one file, equal payments of a day, and dollars`() async throws {
        let temporary = try await makeWorkspace()
        #expect(
            told(try run("de-v04.xml", temporary.workspace)) == [
                "7.00 EUR A-1001", "7.00 EUR A-1001", "7.00 EUR A-1001", "known 7.00 EUR A-1001",
                "21.00 USD rejected for A-1002",
            ]
        )
    }

    @Test func `PayPal in English, then the same days in French`() async throws {
        let temporary = try await makeWorkspace()
        #expect(
            told(try run("paypal-en.csv", temporary.workspace, mapping: "paypal")) == [
                "21.00 EUR A-1001", "1014.00 EUR A-1002", "7.00 EUR names no account and no subscription",
                "21.00 USD rejected for A-1001",
                "-21.00 EUR money taken back, of the paypal payment 5AB12345CD678901E of A-1001",
                "5.00 EUR the mapping does not name the type \"Mass Pay Return\"",
            ]
        )
        #expect(try run("paypal-fr.csv", temporary.workspace, mapping: "paypal").lines.allSatisfy { !$0.isNews })
    }

    @Test func `R6.7-02: of PayPal's payers nothing but id, amount and time is in any file of the state`() async throws
    {
        let temporary = try await makeWorkspace()
        _ = try run("paypal-en.csv", temporary.workspace, mapping: "paypal")
        let state = temporary.workspace.directory.path
        for name in try FileManager.default.contentsOfDirectory(atPath: state) {
            guard let data = FileManager.default.contents(atPath: "\(state)/\(name)") else { continue }
            for word in ["Claire", "Modele", "payer.", "thank you", "my server please"] {
                #expect(data.firstRange(of: Data(word.utf8)) == nil, "\(word) in \(name)")
            }
        }
    }

    @Test(arguments: [("fr-v02.xml", nil), ("de-v04.xml", nil), ("be-v08-batch.xml", nil), ("paypal-en.csv", "paypal")])
    func `a dry run says what the import then does, and changes nothing`(name: String, mapping: String?) async throws {
        let temporary = try await makeWorkspace()
        let workspace = temporary.workspace
        let before = try temporary.store.journal().count
        let dry = try StatementImport(workspace, recording: false).run(read(name, workspace, mapping: mapping))
        #expect(try temporary.store.journal().count == before)
        #expect(try temporary.store.statementLines(openOnly: false) == [])
        // What a dry run cannot know of is that the first payment of a file is recorded when its reversal is looked at.
        let real = told(try run(name, workspace, mapping: mapping)).map {
            $0.replacing(", of the paypal payment 5AB12345CD678901E of A-1001", with: "")
        }
        #expect(told(dry) == real)
    }

    @Test func `a line books its client's money before the day ends on which it was booked by the bank`() async throws {
        let temporary = try await makeWorkspace()
        try temporary.store.setLabTime(Instant(epochSeconds: 1_775_100_000))
        _ = try run("fr-v02.xml", temporary.workspace)
        let payment = try #require(
            try temporary.store.journal().first { $0.rule == nil && $0.body.contains("2606300018237") }
        )
        #expect(payment.at == temporary.workspace.book.zone.start(of: try #require(CivilDate("2026-03-04"))))
        #expect(payment.recordedAt == Instant(epochSeconds: 1_775_100_000))
    }

    @Test func `what is booked on a later day than today comes again then`() async throws {
        let temporary = try await TemporaryWorkspace()
        _ = try temporary.openAccount()
        let early = try run("fr-v02.xml", temporary.workspace)
        #expect(early.lines == [] && early.passed.count == 5)
        try temporary.store.setLabTime(Instant(epochSeconds: 1_775_000_000))
        #expect(told(try run("fr-v02.xml", temporary.workspace)).first == "21.00 EUR A-1001")
    }

    @Test func `an account that is opened later gets its payment with the next import`() async throws {
        let temporary = try await TemporaryWorkspace()
        try temporary.store.setLabTime(Instant(epochSeconds: 1_775_000_000))
        #expect(told(try run("fr-v02.xml", temporary.workspace))[0] == "21.00 EUR names A-1001, which does not exist")
        _ = try temporary.openAccount()
        #expect(told(try run("fr-v02.xml", temporary.workspace))[0] == "21.00 EUR A-1001")
        #expect(try balance(1001, temporary.store) == 2100)
    }

    @Test func `a person matches what waits`() async throws {
        let temporary = try await makeWorkspace()
        _ = try run("fr-v02.xml", temporary.workspace)
        let waiting = try temporary.store.statementLines(openOnly: true)
        let line = try #require(waiting.first { $0.amount == 1400 })
        #expect(line.note == "M PAUL MODELE · abonnement serveur")
        let id = try #require(line.id)
        #expect(throws: WorkspaceError.self) { try temporary.workspace.match(id, to: AccountID(number: 7)) }
        let before = try balance(1002, temporary.store)
        _ = try temporary.workspace.match(id, to: AccountID(number: 1002))
        #expect(try balance(1002, temporary.store) == before + 1400)
        #expect(try run("fr-v02.xml", temporary.workspace).lines.allSatisfy { !$0.isNews })
    }

    /// The French statement, its second payer having written this.
    private func statement(quoting text: String, _ temporary: TemporaryWorkspace) throws -> Statement {
        let xml = try String(contentsOfFile: "\(Self.files)/fr-v02.xml", encoding: .utf8)
        let path = try temporary.folder.write(xml.replacing("abonnement serveur", with: text), to: "quoted.xml")
        return try StatementFile(path: path, templates: temporary.workspace.templates).read(mapping: nil, layout: nil)
    }

    @Test
    func
        `R6.9-08: who quotes a payment request buys its tokens and gets a receipt, and no client's balance moves before`()
        async throws
    {
        let temporary = try await makeWorkspace()
        let workspace = temporary.workspace
        _ = try await temporary.pass()
        let request = try workspace.openRequest(for: AccountID(number: 1002), suggested: nil)
        // As banks hand it on: in capitals and in pieces.
        let name = request.description.uppercased()
        let file = try statement(quoting: "JETONS \(name.prefix(11)) \(name.dropFirst(11))", temporary)
        let report = try StatementImport(workspace, recording: true).run(file)
        let reason = told(report)[1]
        #expect(reason.hasPrefix("14.00 EUR paid through the payment request \(request) of A-1002; book it with"))
        #expect(try balance(1002, temporary.store) == 0)
        let id = try #require(report.lines[1].record.id)
        let payer = TokenPayer(email: "payer@example.org", language: .en)
        #expect(throws: MailError.self) {
            try workspace.match(id, through: request, by: TokenPayer(email: "nobody", language: .fr))
        }
        let taken = try workspace.match(id, through: request, by: payer)
        #expect(!taken.record.outcome.isOpen && taken.effects.contains { $0.rule == "R6.9-03" })
        // The money pays the order that waited.
        #expect(try workspace.requireAccount(AccountID(number: 1002)).subscriptions[0].phase == .provisioning)
        let receipts = try temporary.store.dueMail(at: temporary.now, limit: 100).filter { $0.notice.payer != nil }
        #expect(receipts.map(\.notice.template) == ["R6.9-08"])
        #expect(try temporary.store.payer(of: try #require(receipts.first?.notice.payer)) == payer)
        // Once and for ever, and by nobody else.
        let again = try StatementImport(workspace, recording: true).run(file)
        #expect(again.lines.allSatisfy { !$0.isNews })
        #expect(throws: StoreError.self) { try workspace.match(id, through: request, by: payer) }
        #expect(try temporary.store.verify(under: workspace.book).problems == [])
    }

    @Test func `a line that quotes a request and names somebody else, or two requests, waits for a person`()
        async throws
    {
        let temporary = try await makeWorkspace()
        _ = try await temporary.pass()
        let ids = try (1001...1002).map {
            try temporary.workspace.openRequest(for: AccountID(number: $0), suggested: nil)
        }
        for (text, reason) in [
            ("\(ids[1]) A-1001", "names the payment request \(ids[1]) of A-1002, and A-1001"),
            ("\(ids[0]) \(ids[1])", "names several payment requests"), ("\(ids[0]) A-1001", "book it with"),
            (String(ids[0].description.dropLast()), "names no account and no subscription"),
        ] {
            let dry = StatementImport(temporary.workspace, recording: false)
            let told = told(try dry.run(statement(quoting: text, temporary)))
            #expect(told[1].contains(reason), "\(told[1])")
        }
        // A request that was closed meanwhile takes nothing.
        let report = try StatementImport(temporary.workspace, recording: true)
            .run(statement(quoting: "\(ids[0])", temporary))
        try temporary.workspace.closeRequest(ids[0])
        let payer = TokenPayer(email: "payer@example.org", language: .fr)
        #expect(throws: StoreError.self) {
            try temporary.workspace.match(try #require(report.lines[1].record.id), through: ids[0], by: payer)
        }
        #expect(try temporary.store.statementLines(openOnly: true).count == 2)
    }

    @Test func `a damaged file changes nothing`() async throws {
        let temporary = try await makeWorkspace()
        let bytes = try Data(contentsOf: URL(filePath: "\(Self.files)/fr-v02.xml"))
        let path = temporary.folder.path + "/cut.xml"
        for length in [0, 1, 900, bytes.count / 2, bytes.count - 20] {
            try bytes.prefix(length).write(to: URL(filePath: path))
            let file = StatementFile(path: path, templates: temporary.workspace.templates)
            let error = #expect(throws: (any Error).self) { try file.read(mapping: nil, layout: nil) }
            #expect("\(try #require(error))".contains(path))
        }
        #expect(try temporary.store.statementLines(openOnly: false) == [])
    }

    @Test func `files and mappings that cannot be used are named`() async throws {
        let temporary = try await TemporaryWorkspace()
        let templates = temporary.workspace.templates
        func refusal(_ path: String, _ mapping: String? = nil) throws -> String {
            let file = StatementFile(path: path, templates: templates)
            let error = #expect(throws: (any Error).self) { try file.read(mapping: mapping, layout: nil) }
            return "\(try #require(error))"
        }
        #expect(try refusal("/nonexistent/x.xml").contains("There is no file /nonexistent/x.xml"))
        #expect(try refusal(temporary.folder.path).contains("cannot be read"))
        #expect(try refusal("/dev/zero").contains("larger than 64 MB"))
        #expect(try refusal("\(Self.files)/paypal-en.csv").contains("--mapping: paypal"))
        #expect(try refusal("\(Self.files)/fr-v02.xml", "paypal").contains("needs no mapping"))
        #expect(try refusal("\(Self.files)/paypal-en.csv", "stripe").contains("choose paypal"))
        let own = try temporary.folder.write("source: x\nmethod: cheque\nlayouts: []\n", to: "own.yaml")
        #expect(try refusal("\(Self.files)/bank.csv", own).contains("method"))
        let empty = try temporary.folder.write("source: x\nmethod: transfer\nlayouts: []\n", to: "empty.yaml")
        #expect(try refusal("\(Self.files)/bank.csv", empty).contains("the field layouts is empty"))
        let odd = try temporary.folder.write("source: x\nmethod: transfer\nlayouts: []\nfee: 3\n", to: "odd.yaml")
        #expect(try refusal("\(Self.files)/bank.csv", odd).contains("the field fee is not known"))
    }
}
