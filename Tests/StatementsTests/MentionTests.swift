import Contract
import Testing

@testable import Statements

/// What payers write as reference (R6.11-05: a payment without the required references renews nothing).
@Suite struct MentionTests {
    private func found(_ texts: String..., references: [String] = []) -> String {
        let mentions = Mentions(in: Sample.line(texts, references: references))
        func list(_ set: Set<Mention>) -> String { set.map(\.description).sorted().joined(separator: " ") }
        return mentions.loose.isEmpty ? list(mentions.exact) : "\(list(mentions.exact))?\(list(mentions.loose))"
    }

    @Test(arguments: [
        ("A-1001", "A-1001"), ("a-1001", "A-1001"), ("Server A-1001, merci", "A-1001"), ("(A-1001)", "A-1001"),
        ("A - 1001", "A-1001"), ("A\u{2013}1001", "A-1001"), ("A\u{2011}1001", "A-1001"), ("A\u{2212}1001", "A-1001"),
        ("ref:A-1001.", "A-1001"), ("S-1001", "S-1001"), ("s-1001/A-1001", "A-1001 S-1001"),
        ("A-1001 A-1001", "A-1001"),
        ("compte A-1001\nfacture", "A-1001"),
    ])
    func `written as Lessor writes them`(text: String, expected: String) {
        #expect(found(text) == expected)
    }

    @Test(arguments: [
        ("A 1001", "?A-1001"), ("a1001", "?A-1001"), ("A1001 merci", "?A-1001"), ("A\u{A0}1001", "?A-1001"),
        ("A.1001", "?A-1001"), ("A_1001", "?A-1001"), ("s1001", "?S-1001"), ("A-1001 et a 1002", "A-1001?A-1002"),
        ("a1001 A-1001", "A-1001"),
    ])
    func `written nearly so`(text: String, expected: String) {
        #expect(found(text) == expected)
    }

    @Test(arguments: [
        "", "Claire Exemple", "1001", "TVA 1001", "VISA1001", "A-1001X", "A-1001é", "XA-1001", "9A-1001", "é A",
        "à 1001",
        "a\u{300} 1001", "A-01001", "A-0", "A    1001", "A-1001,50", "a 1001.50", "A 1001 EUR", "a 1001€", "A--- -1001",
        "A-9999999999999999", "A-١٠٠١", "A-1001\u{301}",
    ])
    func `anything else names nobody`(_ text: String) {
        #expect(found(text) == "")
    }

    @Test func `a number cut at the width of a line is put together, and its half is nobody's`() {
        let filled = "EREF+NOTPROVIDED SVWZ+Svr "
        #expect(filled.count == 26)
        #expect(found(filled + "A", "1001 danke") == "?A-1001")
        #expect(found(filled + "A", "-1001 danke") == "A-1001")
        #expect(found("EREF+NOTPROVIDED SVWZ+ A-10", "01") == "A-1001")
        #expect(found("SVWZ+ A-10", "01") == "A-10")
        #expect(found("EREF+NOTPROVIDED SVWZ+A-100", "Danke") == "A-100")
    }

    @Test(arguments: [
        ("RF35A1001", "A-1001"), ("rf35 a100 1", "A-1001"), ("RF36A1001", ""), ("RF35A1002", ""), ("A1001", "A-1001"),
        ("A-1001", "A-1001"), ("S1001", "S-1001"), ("RF", ""), ("RF18539007547034", ""), ("B1001", ""),
        ("NOTPROVIDED", ""), ("E2E A1001", ""),
    ])
    func `structured references count with right check digits only`(reference: String, expected: String) {
        #expect(found("merci", references: [reference]) == expected)
    }

    @Test func `the check digits are those of ISO 7064`() {
        // The example of ISO 11649 itself.
        #expect(CreditorReference.remainder("539007547034" + "RF18") == 1)
        #expect(CreditorReference.remainder("539007547034" + "RF19") != 1)
    }

    @Test func `nothing but numbers counts in any text`() {
        var random = SplitMix(seed: 7)
        let alphabet = Array("AaSs-1001 .,x\u{301}é\n€\u{A0}0".unicodeScalars)
        for _ in 0..<3000 {
            let scalars = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                alphabet[Int.random(in: alphabet.indices, using: &random)]
            }
            let text = String(String.UnicodeScalarView(scalars))
            let mentions = Mentions(in: Sample.line([text]))
            for mention in mentions.exact.union(mentions.loose) {
                let digits = mention.description.dropFirst(2)
                #expect(text.contains(digits), "\(text.debugDescription) gives \(mention)")
            }
        }
    }
}
