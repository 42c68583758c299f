import Contract
import Foundation
import Testing

@testable import Store

/// The books' own encoder writes what Foundation's wrote into older books: hashes are over these bytes.
@Suite struct CanonicalTests {
    @Test func `every shape of value has the bytes that Foundation gives it`() throws {
        try expectSameBytes(Sheet())
        try expectSameBytes([Sheet](repeating: Sheet(), count: 3))
        try expectSameBytes([String: Int]())
        try expectSameBytes("only a word")
    }

    @Test func `what a lease writes has the bytes that Foundation gives it`() throws {
        let books = try TemporaryBooks()
        let account = try books.store.activeAccount()
        let lease = try books.store.order(account, price: 1000)
        try books.store.pay(account, 2500, "T/1 \"é\"")
        try books.store.tell(account, .serviceDelivered(lease), by: .system)
        #expect(try books.store.sweep(to: Sample.start.days(75), under: Sample.book) == 1)
        let stored = try #require(try books.store.account(account))
        try expectSameBytes(stored)
        #expect(try JSONDecoder().decode(Account.self, from: Data(Canonical.encode(stored).utf8)) == stored)
        let entries = try books.store.journal(limit: 10_000)
        #expect(entries.count > 20)
        for entry in entries {
            switch entry.content {
            case .fact(let fact):
                try expectSameBytes(fact)
                #expect(try JSONDecoder().decode(Fact.self, from: Data(entry.body.utf8)) == fact)
            case .effect(let effect):
                try expectSameBytes(effect)
                #expect(try JSONDecoder().decode(Effect.self, from: Data(entry.body.utf8)) == effect)
            }
        }
    }

    @Test func `what is written is read again`() throws {
        let words = ["q\"\\/\n\r\t\u{8}\u{c}\u{1}\u{7f}": "é😀", "": "\u{1f}"]
        #expect(try Canonical.decode([String: String].self, from: Canonical.encode(words)) == words)
        let numbers: [Int64?] = [.min, -1, 0, nil, .max]
        #expect(try Canonical.decode([Int64?].self, from: Canonical.encode(numbers)) == numbers)
        #expect(try Canonical.decode([[Bool]].self, from: " [ [true, false] ,\n[ ] ] ") == [[true, false], []])
    }

    @Test(arguments: [
        "", "[", "[1", "[1,]", "[1 2]", "[1]]", "[,1]", "[nul]", "[1.5]", "[1e3]", "[-]", "[128]", "[-129]", "[null]",
        "[true]",
        "{}", "{\"a\":1}", "[\"1\"]", String(repeating: "[", count: 100_000),
    ])
    func `what is no list of small numbers is refused`(text: String) {
        #expect(throws: DecodingError.self) { try Canonical.decode([Int8].self, from: text) }
    }

    @Test(arguments: ["\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"", "a", "{\"a\"}", "{1:2}", "1"])
    func `what is no text is refused`(text: String) {
        #expect(throws: DecodingError.self) { try Canonical.decode(String.self, from: text) }
    }

    @Test func `a number with a fraction is refused, since the books hold none`() {
        #expect(throws: EncodingError.self) { try Canonical.encode(["share": 0.5]) }
    }

    private func expectSameBytes(_ value: some Encodable, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let expected = String(decoding: try encoder.encode(value), as: UTF8.self)
        #expect(try Canonical.encode(value) == expected, sourceLocation: sourceLocation)
    }
}

private struct Sheet: Encodable {
    enum Branch: Encodable {
        case bare
        case one(Int, name: String?)
        indirect case many([Branch])
        case table([String: Int])
    }

    struct Empty: Encodable {}

    let z = true
    let absent: String? = nil
    let words = ["q\"\\/": 1, "": 2, "B": 3, "_0": 4, "a10": 5, "a9": 6, "é": 7]
    let controls = "\n\r\t\u{8}\u{c}\u{1}\u{1f}\u{7f}😀"
    let branches: [Branch] = [.bare, .one(3, name: "y"), .one(4, name: nil), .many([.bare, .many([])]), .table([:])]
    let holes: [Int?] = [nil, 3]
    let limits: [UInt64] = [0, .max]
    let small: Int8 = -128
    let nested: [[Empty]] = [[], [Empty(), Empty()]]
    let instant = Instant(epochSeconds: -5)
}
