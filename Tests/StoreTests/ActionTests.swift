import Contract
import GRDB
import Testing

@testable import Store

@Suite struct ActionTests {
    let books: TemporaryBooks
    var store: Store { books.store }

    init() throws {
        books = try TemporaryBooks()
        try store.noteAction("host add", about: "h1", by: "root", at: Sample.start)
        try store.noteAction("account unpark", about: "A-1001", by: "ops", at: Sample.start.days(1))
    }

    @Test func `R12.2-01: what operators did is kept in order, with who and when`() throws {
        let actions = try store.actions()
        #expect(actions.map(\.sequence) == [1, 2] && actions.map(\.verb) == ["host add", "account unpark"])
        #expect(actions.map(\.subject) == ["h1", "A-1001"] && actions.map(\.operatorName) == ["root", "ops"])
        #expect(try store.actions(from: 1).map(\.at) == [Sample.start.days(1)])
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test(arguments: [
        "UPDATE operator_action SET verb = 'nothing'", "DELETE FROM operator_action",
        "INSERT INTO operator_action VALUES (4, 0, '', '', NULL, 0, zeroblob(32), zeroblob(32))",
    ]) func `R12.2-01: the record is append-only`(sql: String) {
        #expect(throws: DatabaseError.self) { try books.raw(sql) }
    }

    @Test(arguments: [
        "UPDATE operator_action SET verb = 'host show' WHERE sequence = 1",
        "UPDATE operator_action SET at = at + 1 WHERE sequence = 2",
        "UPDATE operator_action SET subject = NULL WHERE sequence = 1",
        "DELETE FROM operator_action WHERE sequence = 1",
    ]) func `R12.2-01: a change behind the store's back breaks the chain`(sql: String) throws {
        try books.raw(sql, forced: true)
        let problems = try store.verify(under: Sample.book).problems
        #expect(problems.contains { $0.hasPrefix("The operators' action") })
    }
}
