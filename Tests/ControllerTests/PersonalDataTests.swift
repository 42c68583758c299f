import Contract
import Fleet
import Foundation
import Store
import Testing
import Wire

@testable import Controller

@Suite struct PersonalDataTests {
    private static let person = Person(
        name: "Zwetschgenbaum",
        firstName: "Quirina",
        email: "quirina.z@example.net",
        postalAddress: "9 rue des Mirabelles, 54000 Nancy",
        language: .fr
    )
    private static let origin = "203.0.113.201"
    private static let secrets = [
        "Zwetschgenbaum", "Quirina", "quirina.z", "Mirabelles", "Nancy", origin, base64("Zwetschgenbaum"),
    ]

    private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    /// A client with a server, a case of force majeure and mails handed over.
    private func leased(_ lab: TemporaryWorkspace) async throws -> (AccountID, SubscriptionID) {
        let account = try lab.workspace.openAccount(Self.person, kind: .consumer).0
        try lab.workspace.acceptTerms(for: account, from: Self.origin)
        let subscription = try lab.workspace.orderMumble(for: account, name: "Plum tree")
        _ = try await lab.pass()
        let payment = Payment(method: "transfer", currency: "EUR", amount: 5000, reference: "VIR-9")
        try lab.workspace.record(.paymentReceived(payment), for: account)
        try lab.store.addHost(TemporaryWorkspace.host)
        _ = try Placing(workspace: lab.workspace).run(at: lab.now, silent: [])
        try lab.workspace.record(.serviceDelivered(subscription), for: account, by: .system)
        let steps = try lab.workspace.declare([account: [subscription]]) {
            ForceMajeureDeclaration(
                id: "flood",
                cause: .flood,
                subscriptions: $0,
                startedAt: TemporaryWorkspace.start,
                prevents: true,
                forecast: "soon"
            )
        }
        #expect(steps.count == 1)
        _ = try await lab.pass()
        return (account, subscription)
    }

    /// The files below the state directory that hold one of the secrets, by their path in it.
    private func filesWithSecrets(_ lab: TemporaryWorkspace, _ secrets: [String] = secrets) throws -> [String] {
        let root = lab.workspace.directory.path
        let files = try FileManager.default.subpathsOfDirectory(atPath: root)
        return files.filter { file in
            guard let bytes = FileManager.default.contents(atPath: "\(root)/\(file)") else { return false }
            return secrets.contains { bytes.holds($0) }
        }
    }

    @Test func `R12.5-01: no page, status file, host command or server's configuration names the client`() async throws
    {
        let lab = try await TemporaryWorkspace()
        let (_, subscription) = try await leased(lab)
        let found = try filesWithSecrets(lab)
        #expect(found.allSatisfy { $0.hasPrefix("lessor.db") || $0.hasPrefix("mail/") }, "\(found)")
        #expect(found.contains { $0.hasPrefix("mail/") }, "the search finds what is there")
        // Everything that the gate is sent about his server, its configuration included.
        let host = try #require(try lab.store.host("h1"))
        let visit = HostVisit(workspace: lab.workspace, host: host, now: try lab.now, labTime: nil)
        let servers = try lab.store.servers(on: "h1")
        var report = PassReport()
        let orders = plan(desired: servers, observed: []).apply
        let desired = try visit.render(orders, among: servers, into: &report)
        #expect(desired.map(\.id) == [subscription.server.description])
        let sent = String(
            decoding: try JSONEncoder().encode(Request.apply(DesiredHost(servers: desired))),
            as: UTF8.self
        )
        let readable = sent.split(separator: "\"").compactMap { Data(base64Encoded: String($0)) }
            .map { String(decoding: $0, as: UTF8.self) }
        for secret in Self.secrets {
            #expect(!sent.contains(secret) && !readable.contains { $0.contains(secret) }, "\(secret)")
        }
    }

    @Test func `R11-04: the export holds everything that is held`() async throws {
        let lab = try await TemporaryWorkspace()
        let (account, _) = try await leased(lab)
        let data = try lab.workspace.personalData(of: account)
        #expect(data.identity?.lastName == "Zwetschgenbaum" && data.identity?.firstName == "Quirina")
        #expect(data.origins.map(\.ip) == [Self.origin] && data.serverSettings == ["srv-1001 name: Plum tree"])
        #expect(data.acceptances.map(\.terms) == [lab.workspace.book.current])
        let installed = try #require(try lab.store.terms().first)
        #expect(data.acceptances.map(\.textHash) == [installed.hash], "R0-01: the text is pinned")
        let told = try #require(data.mails.first { $0.notice.template == "R4-02" })
        #expect(told.channel == "email" && told.address == "quirina.z@example.net" && told.handedOver != nil)
        #expect(try data.journal.count == lab.store.journal(account: account).count)
        let text = String(decoding: try JSONEncoder().encode(data), as: UTF8.self)
        for secret in [Self.person.email, Self.origin, "Mirabelles", "1148694"] { #expect(text.contains(secret)) }
    }

    @Test func `R11-04 AMB-38: refused while the service lives, and afterwards nothing is left in any file`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        let (account, subscription) = try await leased(lab)
        let refusal = #expect(throws: StoreError.self) { try lab.workspace.erasePerson(of: account) }
        #expect(refusal?.description.contains("R11-04") == true && refusal?.description.contains("S-1001") == true)
        #expect(try lab.store.person(of: account) != nil)
        try lab.workspace.record(.terminationRequested(subscription), for: account, by: .client)
        let spooled = try FileManager.default.contentsOfDirectory(atPath: lab.workspace.directory.mailSpool)
        let erasure = try lab.workspace.erasePerson(of: account)
        #expect(erasure.strandedMails == 1 && erasure.spoolFiles == spooled.count && !spooled.isEmpty)
        // The law wants the invoices whole: whom they were addressed to stays, with them and nowhere else.
        #expect(try filesWithSecrets(lab, ["quirina.z", Self.origin]) == [])
        #expect(try filesWithSecrets(lab) == ["lessor.db"])
        // Once more does no harm, and the mail that waits troubles no pass.
        #expect(try lab.workspace.erasePerson(of: account).effects.isEmpty)
        let report = try await lab.pass()
        #expect(report.mailed == 0 && !report.problems.contains { $0.contains("R7.3-01") })
        #expect(try filesWithSecrets(lab, ["quirina.z", Self.origin]) == [])
        let data = try lab.workspace.personalData(of: account)
        #expect(data.identity == nil && data.versions.isEmpty && !data.journal.isEmpty)
        #expect(try lab.store.verify(under: lab.workspace.book).problems == [])
    }

    @Test
    func `R6.9-05 R6.9-08 R11-04: a payer is another person: not in the client's data, and told even when he is gone`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        let account = try lab.workspace.openAccount(Self.person, kind: .consumer).0
        _ = try await lab.pass()
        let request = try lab.workspace.openRequest(for: account, suggested: nil)
        let payer = TokenPayer(email: "payer@example.org", language: .en)
        func buy(_ reference: String) throws {
            let payment = Payment(method: "paypal", currency: "EUR", amount: 500, reference: reference)
            _ = try lab.workspace.sellTokens(through: request, payment, to: payer)
        }
        try buy("TX-1")
        _ = try await lab.pass()
        let data = String(decoding: try JSONEncoder().encode(lab.workspace.personalData(of: account)), as: UTF8.self)
        #expect(data.contains("R6.9-08") && !data.contains("payer@"))
        try buy("TX-2")
        _ = try lab.workspace.erasePerson(of: account)
        #expect(try lab.store.dueMail(at: lab.now, limit: 10).map(\.notice.template) == ["R6.9-08"])
        let report = try await lab.pass()
        #expect(report.mailed == 1 && report.problems.isEmpty)
    }

    @Test func `R11-04 AMB-49: whoever is erased invites nobody to pay, and a refused erasure changes nothing`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        let (account, subscription) = try await leased(lab)
        let request = try lab.workspace.openRequest(for: account, suggested: nil)
        let path = "\(lab.workspace.directory.payPages)/\(request).html"
        let open = try String(contentsOfFile: path, encoding: .utf8)
        func isOpen() throws -> Bool {
            try lab.workspace.requireAccount(account).requests.contains { $0.closedAt == nil }
        }
        #expect(throws: StoreError.self) { try lab.workspace.erasePerson(of: account) }
        #expect(try isOpen() && String(contentsOfFile: path, encoding: .utf8) == open)
        try lab.workspace.record(.terminationRequested(subscription), for: account)
        _ = try lab.workspace.erasePerson(of: account)
        let closed = try String(contentsOfFile: path, encoding: .utf8)
        #expect(try !isOpen() && closed != open && !closed.contains("PAYPAL"))
        #expect(try lab.store.verify(under: lab.workspace.book).problems == [])
    }

    @Test func `R2-03: no order before the terms in force were accepted`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.workspace.openAccount(Self.person, kind: .professional).0
        func order() throws {
            try lab.workspace.orderMumble(for: account)
        }
        let refusal = #expect(throws: Refusal.self) { try order() }
        #expect(refusal?.rule == "R2-03")
        try lab.workspace.acceptTerms(for: account)
        try order()
        #expect(try lab.workspace.requireAccount(account).subscriptions.count == 1)
    }

    @Test(arguments: [
        ("a@hotmail.com", true), ("a@hotmail.fr", true), ("a@MSN.com", true), ("a@mail.msn.com", true),
        ("a@example.com", false), ("hotmail@example.com", false), ("a@nothotmail.com", false),
    ]) func `R12.4-03: addresses of hotmail and msn are warned about, and taken`(email: String, isWarned: Bool)
        async throws
    {
        let lab = try await TemporaryWorkspace()
        #expect((lab.workspace.warning(about: email) != nil) == isWarned)
        let person = Person(name: "A", email: email, postalAddress: "", language: .en)
        #expect(throws: Never.self) { try lab.workspace.openAccount(person, kind: .consumer) }
    }

    @Test func `R12.5-02: every mail that can be written is one that a rule of the terms demands`() async throws {
        let lab = try await TemporaryWorkspace()
        let terms = try #require(lab.workspace.book.currentTerms)
        for template in NoticeSamples.templates {
            let rule = MailComposer.rule(of: template)
            #expect(terms.citation(of: rule) != nil, "\(template)")
        }
    }

    @Test(arguments: MailLanguage.allCases)
    func `R4-12 R5-04 R9-01 R12.6-01 R12.6-02 R12.1-04 R11-02 R11-05: mails say what must be said`(
        language: MailLanguage
    ) throws {
        let composer = try MailComposer.shipped()
        for template in ["R6.2-01", "R6.11-02", "R6.11-12.stop"] {
            #expect(try composer.sample(template, language).text.contains("R4-12"))
        }
        let activation = try composer.sample("R6.1-02", language).text
        for word in ["1148694", "R11-05", "R11-04", "R12.1-04"] { #expect(activation.contains(word)) }
        let order = try composer.sample("R6.2-01", language).text
        for word in ["R2-01", "R9-01", "R12.6-01", "R12.6-02", "R3-01"] { #expect(order.contains(word)) }
        #expect(try composer.sample("R6.2-03", language).text.contains("R5-04"), "beside the password")
    }
}

extension Data {
    /// Whether the bytes of `text` stand anywhere in it. `Data.range(of:)` takes seconds a megabyte in an unoptimised build.
    fileprivate func holds(_ text: String) -> Bool {
        let whole = NSRange(location: 0, length: count)
        return NSData(data: self).range(of: Data(text.utf8), in: whole).location != NSNotFound
    }
}
