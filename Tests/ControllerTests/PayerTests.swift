import Contract
import Foundation
import Store
import Testing

@testable import Controller

/// What somebody gets who pays through a payment request (6.9).
@Suite struct PayerTests {
    private let payer = TokenPayer(email: "payer@example.org", language: .en)

    private func paypal(_ reference: String, _ amount: Int64 = 500) -> Payment {
        Payment(method: "paypal", currency: "EUR", amount: amount, reference: reference)
    }

    /// Everything payers can see of one request, its page and their mails, with its opaque names replaced. What a payer
    /// wrote himself is his own.
    private func seen(
        _ lab: TemporaryWorkspace,
        _ request: OpaqueID,
        _ receipts: [OpaqueID],
        own: String
    ) throws -> [String: String] {
        let page = "\(lab.workspace.directory.payPages)/\(request).html"
        let mails = try lab.folder.names(in: "state/mail").filter { name in
            receipts.contains { name.contains($0.description) }
        }
        var result: [String: String] = [:]
        for path in [page] + mails.map({ "\(lab.workspace.directory.mailSpool)/\($0)" }) {
            let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
            // The client is told of his tokens as well; that mail is his.
            guard path == page || text.contains("To: <\(payer.email)>\r\n") else { continue }
            func neutral(_ text: String) -> String {
                // Soft line breaks of quoted-printable may fall inside a name.
                var text = text.replacing("=\r\n", with: "").replacing(request.description, with: "REQUEST")
                for (number, receipt) in receipts.enumerated() {
                    text = text.replacing(receipt.description, with: "RECEIPT-\(number)")
                }
                // The number of a receipt tells what came before, nothing of the client.
                return text.replacing(own, with: "OWN").replacing(/R[0-9]{4}-[0-9]{6}/, with: "NUMBER")
            }
            result[neutral(path)] = neutral(text)
        }
        return result
    }

    /// A client with a server and a client with nothing, who differ in language, kind, balance, case and all data.
    private func twoClients(_ lab: TemporaryWorkspace) async throws -> (AccountID, AccountID, SubscriptionID) {
        let subscription = try await lab.leaseServer(cents: 99_900)
        let person = Person(
            name: "Hélène Dupont",
            email: "helene@example.net",
            postalAddress: "1 rue des Lilas, Brest",
            language: .fr
        )
        let second = try lab.workspace.openAccount(person, kind: .professional).0
        _ = try await lab.pass()
        let doubt = ContactEvent.doubted(reference: "case-7", reason: "a letter came back")
        try lab.workspace.record(.contact(doubt), for: second)
        return (try lab.workspace.requireOwner(of: subscription).id, second, subscription)
    }

    /// A payment that is credited, a cheque that waits and bounces, and a payment in another currency.
    private func paid(_ lab: TemporaryWorkspace, _ account: AccountID, _ request: OpaqueID, own: String) async throws
        -> [OpaqueID]
    {
        let cheque = Payment(
            method: "cheque",
            currency: "EUR",
            amount: 700,
            reference: "\(own)C",
            bank: DrawingBank(reading: "30004")
        )
        let dollars = Payment(method: "transfer", currency: "USD", amount: 500, reference: "\(own)D")
        let receipts = try [paypal("\(own)P"), cheque, dollars].map {
            try lab.workspace.sellTokens(through: request, $0, to: payer).0
        }
        _ = try await lab.pass()
        try lab.workspace.record(.chequeBounced(reference: "\(own)C"), for: account)
        _ = try await lab.pass()
        return receipts
    }

    @Test
    func
        `R6.9-05 R6.9-06 R6.9-07 AMB-22 page and mails are the same bytes for two clients that differ in everything`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        let (first, second, rich) = try await twoClients(lab)
        var views: [[String: String]] = []
        for (account, own) in [(first, "TXA"), (second, "TXB")] {
            let request = try lab.workspace.openRequest(for: account, suggested: nil)
            let receipts = try await paid(lab, account, request, own: own)
            #expect((receipts + [request]).allSatisfy { $0.description.count == 26 })
            var view = try seen(lab, request, receipts, own: own)
            try lab.workspace.closeRequest(request)
            for (path, text) in try seen(lab, request, [], own: own) { view["closed \(path)"] = text }
            views.append(view)
        }
        #expect(views[0] == views[1])
        for template in ["R6.9-08_", "R6.9-08.pending_", "R6.9-08.bounced_", "R6.6-05.payer_"] {
            #expect(views[0].keys.count { $0.contains("/\(template)") } == 1, "\(template) \(views[0].keys)")
        }
        #expect(views[0].values.count { $0.contains("NUMBER") } == 1, "the receipt has its number")
        #expect(views[0].count == 6, "four mails and the page, open and closed")
        for text in views[0].values {
            for datum in [
                "\(first)", "\(second)", "\(rich)", "A. Client", "client@example.com", "Dupont", "helene", "999",
                "mumble", "case-7", "Lilas",
            ] { #expect(!text.contains(datum), "\(datum)") }
        }
        let balances = try [first, second].map { try lab.workspace.requireAccount($0).euroBalance }
        #expect(balances[0] != balances[1] && balances[1] == 500, "and both were credited, R6.9-03")
    }

    @Test
    func `R6.9-04 R6.5-03 R6.7-01 R6.7-03 R6.8-01 R6.9-09 R6.9-10 the page is whole and says what a payer must know`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        _ = try await lab.pass()
        let request = try lab.workspace.openRequest(for: account, suggested: 1250)
        let path = "\(lab.workspace.directory.payPages)/\(request).html"
        let page = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        for forbidden in ["<script", "src=", "href=", "http", "<form", "<input", "cookie", "{{"] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        for wanted in [
            request.description, "12.50 EUR", "12,50 €", "PAYPAL *CSIL", "0821 230 233",
            "Concept Systeme Ingénierie Logiciel",
            "aucun support technique", "no technical support",
            "1 JTS : 1.80 EUR", "5 JTS : 9.00 EUR", "10 JTS : 18.00 EUR", "20 JTS : 36.00 EUR",
            "10 JTS : 10.00 EUR",
            "within 10 days", "sous 2 jours", "bank transfer", "AlloPass", "formulaire",
        ] { #expect(page.contains(wanted), "\(wanted)") }
        #expect(page.firstMatch(of: /08 ?99|08 ?97/) == nil, "no static number to call")
        try lab.workspace.closeRequest(request)
        let closed = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        #expect(closed.contains("no payment is taken") && !closed.contains("JTS") && !closed.contains("12.50"))
    }

    @Test func `the provider's words on the page are text and no markup`() throws {
        let request = try #require(requests().first)
        let page = try PayPage(
            template: TemplateDirectory(path: Repository.templates).payPage,
            terms: try terms(),
            instructions: ["transfer": "IBAN <b>FR76</b> & co"]
        ).html(of: request)
        #expect(page.contains("IBAN &lt;b&gt;FR76&lt;/b&gt; &amp; co") && !page.contains("<b>"))
        #expect(page.components(separatedBy: "IBAN").count == 3, "beside its method, in both languages")
    }

    private func terms() throws -> Terms {
        try TermsDocument.decode(try TermsDocument.shipped(in: Repository.templates + "/terms").text, name: "shipped")
    }

    private func requests() throws -> [PaymentRequest] {
        let json = #"[{"id":"aaaaaaaaaaaaaaaaaaaaaaaaaa","openedAt":0,"receipts":[]}]"#
        return try JSONDecoder().decode([PaymentRequest].self, from: Data(json.utf8))
    }

    @Test func `R6.9-08 a payer's address stays out of the journal and is forgotten with his last mail`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        _ = try await lab.pass()
        let request = try lab.workspace.openRequest(for: account, suggested: nil)
        let cheque = Payment(
            method: "cheque",
            currency: "EUR",
            amount: 500,
            reference: "C1",
            bank: DrawingBank(reading: "30004")
        )
        let (receipt, _) = try lab.workspace.sellTokens(through: request, cheque, to: payer)
        _ = try await lab.pass()
        #expect(try lab.store.payer(of: receipt) == payer, "the receipt is still to come")
        try lab.workspace.record(.chequeCleared(reference: "C1"), for: account)
        _ = try await lab.pass()
        #expect(try lab.store.payer(of: receipt) == nil)
        let templates = try lab.folder.names(in: "state/mail").filter {
            $0.hasPrefix("R6.9-08") && $0.contains(receipt.description)
        }.sorted()
        #expect(templates.map { $0.prefix { $0 != "_" } } == ["R6.9-08.pending", "R6.9-08"])
        let journal = try lab.store.journal(limit: 1000).map { "\($0.content)" }.joined()
        #expect(!journal.contains("payer@example.org") && !journal.contains("30004"))
        #expect(try lab.store.verify(under: lab.workspace.book).problems == [])
    }

    @Test func `R6.9-08 an address that no mail can reach is refused before anything is recorded`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        _ = try await lab.pass()
        let request = try lab.workspace.openRequest(for: account, suggested: nil)
        #expect(throws: MailError.self) {
            try lab.workspace.sellTokens(through: request, paypal("T"), to: TokenPayer(email: "nobody", language: .fr))
        }
        #expect(try lab.workspace.requireAccount(account).euroBalance == 0)
        #expect(throws: WorkspaceError.self) {
            try lab.workspace.sellTokens(through: .random(), paypal("T"), to: payer)
        }
    }

    @Test func `R6.8-02 R6.8-06 a code is typed, and only its digest is kept`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        _ = try await lab.pass()
        _ = try lab.workspace.validateCode("XK7P-22QD", cents: 300, obtainedAt: nil, for: account)
        let kept = try #require(lab.workspace.requireAccount(account).codes.first?.code)
        #expect(throws: StoreError.self) {
            try lab.workspace.validateCode("xk7p 22qd", cents: 300, obtainedAt: nil, for: account)
        }
        _ = try lab.workspace.convertCode("xk7p22qd", for: account)
        #expect(try lab.workspace.requireAccount(account).euroBalance == 300)
        #expect(try lab.workspace.convertCode(kept.description, for: account).map(\.rule) == ["R6.8-06"])
        let journal = try lab.store.journal(limit: 1000).map { "\($0.content)" }.joined()
        #expect(!journal.lowercased().contains("xk7p"))
    }

    @Test func `R6.8-01 the number to call has a time, and is not shown once it is old or where none was obtained`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        #expect(throws: CallNumberError.none) { try lab.workspace.freshCallNumber() }
        #expect(throws: CallNumberError.unusable("call us")) { try lab.workspace.setCallNumber("call us") }
        let kept = try lab.workspace.setCallNumber("08 99 70 00 00")
        try lab.store.setLabTime(kept.fetchedAt.adding(seconds: 24 * 3600))
        #expect(try lab.workspace.freshCallNumber() == kept)
        try lab.store.setLabTime(kept.fetchedAt.adding(seconds: 24 * 3600 + 1))
        #expect(throws: CallNumberError.old(hours: 24, limit: 24)) { try lab.workspace.freshCallNumber() }
    }
}
