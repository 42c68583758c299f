import Contract
import Store
import Testing

@testable import Controller

/// Contact data corrected with a record of it (R5-02, R5-11), and clients identified by them (R7.5-04).
@Suite struct ContactCorrectionTests {
    private static func client(email: String = "client@example.com") -> Person {
        Person(name: "A. Client", email: email, postalAddress: "", language: .en)
    }

    @Test func `R5-02: a correction is on record by its fields, and never by what they hold`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        let effects = try lab.workspace.correct(Self.client(email: "new@example.com"), of: account)
        #expect(effects.map(\.rule) == ["R5-02"])
        #expect(effects.map(\.action) == [.decided("The contact data were changed: e-mail address.")])
        #expect(try lab.store.person(of: account)?.email == "new@example.com")
        #expect(try lab.store.journal().allSatisfy { !$0.body.contains("example.com") })
        #expect(try lab.workspace.correct(Self.client(email: "new@example.com"), of: account).isEmpty)
    }

    @Test(arguments: [(172_800, ["R5-02"]), (172_801, ["R5-02", "R5-11"])] as [(Int64, [RuleID])])
    func `R5-11: reported after more than 48 h, a correction is a breach on record`(
        seconds: Int64,
        rules: [RuleID]
    ) async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        let changed = TemporaryWorkspace.start.adding(seconds: -seconds)
        let effects = try lab.workspace.correct(Self.client(email: "new@example.com"), of: account, changed: changed)
        #expect(effects.map(\.rule) == rules)
        #expect(try lab.store.account(account)?.holds.isEmpty == true)
    }

    @Test func `R7.5-04: what was given is compared, a wrong datum is refused, and the right one is never told`()
        async throws
    {
        let lab = try await TemporaryWorkspace()
        let subscription = try await lab.leaseServer(cents: 700)
        let account = AccountID(number: 1001)
        func identify(_ number: AccountID?, _ name: String?, _ email: String?) throws -> Identification {
            let claim = IdentityClaim(account: number, name: name, email: email, signedIn: false)
            return try lab.workspace.identify(claim, asClientOf: subscription)
        }
        let full = try identify(account, " a. client ", "CLIENT@example.com")
        #expect(full == Identification([.accountNumber, .name, .email]) && full.missing.isEmpty)
        #expect(try identify(account, nil, nil).missing == [.name, .email])
        let refusal = try #require(throws: Refusal.self) { try identify(account, "A. Client", "other@example.com") }
        #expect(refusal.rule == "R7.5-04" && !refusal.message.contains("client@example.com"))
    }
}
