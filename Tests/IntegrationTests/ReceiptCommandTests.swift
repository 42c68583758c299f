import Foundation
import Testing

/// `lessor receipt` as an accountant uses it.
@Suite struct ReceiptCommandTests {
    @Test func `R6.2-02 receipts are listed and shown under their numbers, and the mail carries them`() async throws {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        for (reference, euro) in [("VIR-1", "12.50"), ("VIR-2", "7")] {
            let paid = try await lab.run(
                "payment",
                "credit",
                "A-1001",
                "--amount",
                euro,
                "--method",
                "transfer",
                "--reference",
                reference
            )
            try #require(paid.status == 0, "\(paid.errors)")
        }
        struct Row: Decodable {
            let number: String
            let amount: String
            let payment: String
            let recipient: String
            let notice: String
        }
        let output = try await lab.run("receipt", "list", "--format", "json").output
        let rows = try JSONDecoder().decode([Row].self, from: Data(output.utf8))
        #expect(rows.map(\.payment) == ["VIR-1", "VIR-2"] && rows.map(\.amount) == ["12.50", "7.00"])
        #expect(rows.allSatisfy { $0.recipient == "client" })
        let last = try #require(rows.last)
        #expect(last.number.wholeMatch(of: /R20\d\d-000002/) != nil, "\(last.number)")
        let shown = try await lab.run("receipt", "show", last.number)
        #expect(shown.status == 0 && shown.output.contains("VIR-2") && shown.output.contains("7.00 EUR"))
        #expect(try await lab.run("notice", "show", last.notice).output.contains(last.number))
        #expect(try await lab.run("receipt", "list", "--year", "2001").output == "No receipt was issued.\n")
        let none = try await lab.run("receipt", "show", "R2001-000001")
        #expect(none.status == 66 && none.errors.contains("R2001-000001"), "\(none.errors)")
        #expect(try await lab.run("receipt", "show", "7").status == 64)
    }
}
