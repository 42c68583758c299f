import Contract
import Testing

@testable import Controller

/// AMB-18, AMB-49: why a payment waits, and what can be done with it.
@Suite struct SuspenseReasonTests {
    @Test func `a payment set aside says why it waits`() async throws {
        let lab = try await TemporaryWorkspace()
        let account = try lab.openAccount()
        func pay(_ reference: String) throws {
            let payment = Payment(method: "transfer", currency: "EUR", amount: 700, reference: reference)
            try lab.workspace.record(.paymentReceived(payment), for: account)
        }
        try pay("")
        #expect(try reasons(of: account, in: lab).map { $0.contains("states no reference") } == [true])
        try lab.workspace.record(
            .payments(.returned(name: "transfer:#1", reason: "nobody's")),
            for: account,
            by: .staff
        )
        try lab.workspace.record(.accountClosed(reason: "asked for"), for: account, by: .staff)
        try pay("VIR-9")
        #expect(try reasons(of: account, in: lab).map { $0.contains("after the account was closed") } == [true])
    }

    private func reasons(of account: AccountID, in lab: TemporaryWorkspace) throws -> [String] {
        try lab.workspace.requireAccount(account).suspended.map { lab.workspace.narrator.reason(of: $0) }
    }
}
