import Contract
import Testing

@testable import Statements

/// The opaque names of payment requests in what payers write (R6.9-07): whole, or not at all.
@Suite struct RequestQuoteTests {
    private static let name = "mfrggzdfmztwq2lknnwg23tpoa"
    private static let other = OpaqueID(7, 9)

    private func found(_ texts: [String], references: [String] = []) throws -> [String] {
        let known: Set<OpaqueID> = [try #require(OpaqueID(Self.name)), Self.other]
        return Sample.line(texts, references: references).quotes(known).map(\.description).sorted()
    }

    @Test(arguments: [
        ["mfrggzdfmztwq2lknnwg23tpoa"], ["MFRGGZDFMZTWQ2LKNNWG23TPOA"], ["jetons Mfrggzdfmztwq2lknnwg23tpoa merci"],
        ["REF:MFRGGZDFMZTWQ2LKNNWG23TPOA/SVWZ+"], ["mfrg gzdf mztw q2lk nnwg 23tp oa"], ["MFRGGZDFMZTWQ-2LKNNWG23TPOA"],
        ["MFRGGZDFMZTWQ2LKN", "NWG23TPOA"], ["pour le serveur MFRGG", "ZDFMZTWQ2LKNNWG23TPOA fin"],
        ["MFRGGZDFMZTWQ2LKN\nNWG23TPOA"],
    ])
    func `however a bank writes it`(texts: [String]) throws {
        #expect(try found(texts) == [Self.name])
        #expect(try found(["virement"], references: [texts.joined(separator: " ")]) == [Self.name])
    }

    @Test(arguments: [
        "", "mfrggzdfmztwq2lknnwg23tpo", "mfrggzdfmztwq2lknnwg23tpob", "mfrggzdfmztwq21knnwg23tpoa",
        "mfrggzdfmztwq2lknn8wg23tpoa", "mfrggzdfmztwq2lknnwg", "A-1001",
    ])
    func `nothing that is only near`(text: String) throws {
        #expect(try found([text]) == [])
    }

    @Test func `two names are both found, and what nobody opened is none`() throws {
        #expect(try found(["\(Self.name) \(Self.other)"]).count == 2)
        #expect(Sample.line([Self.name]).quotes([]) == [])
    }
}
