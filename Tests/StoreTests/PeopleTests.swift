import Contract
import Fleet
import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct PeopleTests {
    let books: TemporaryBooks
    var store: Store { books.store }
    private static let address = "203.0.113.77"
    private static let personal = ["person", "person_version", "acceptance_origin", "notice_delivery", "invoice_party"]

    init() throws { books = try TemporaryBooks() }

    /// A client who accepted the terms from an address, was told by mail, moved, and left.
    private func client() throws -> AccountID {
        let account = try store.activeAccount()
        let hash = String(repeating: "a", count: 64)
        try note(account, .person(.termsAccepted(terms: Sample.book.current, hash: hash)), .origin(Self.address))
        let key = try #require(try store.mail(of: account).first?.key)
        try note(account, .noticeHandedOver(key), .delivery(.email, address: Sample.person.email))
        let moved = Person(
            name: Sample.person.name,
            firstName: "Ada Augusta",
            email: "ada2@example.org",
            postalAddress: "Ockham Park",
            language: .en
        )
        try store.correctPerson(moved, of: account, at: Sample.start.days(1))
        return account
    }

    private func note(_ account: AccountID, _ event: Event, _ note: PersonalNote, day: Int64 = 0) throws {
        try store.tell(account, event, at: Sample.start.days(day), by: .staff, note: note)
    }

    private static let secrets = [
        "Ada", "Lovelace", "ada@example.org", "ada2@example.org", "St James", "Ockham", address,
    ]

    /// Every table whose rows hold one of the secrets.
    private func tablesWithSecrets() throws -> Set<String> {
        try store.read { db in
            let names = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
            return try Set(
                names.filter { name in
                    try Row.fetchAll(db, sql: "SELECT * FROM \(name)").contains { row in
                        row.databaseValues.contains { value in
                            guard let text = String.fromDatabaseValue(value) else { return false }
                            return Self.secrets.contains(where: text.contains)
                        }
                    }
                }
            )
        }
    }

    @Test func `R11-01: exactly the data declared are held, and where they came from`() throws {
        let account = try client()
        let columns = try store.read { db in try db.columns(in: "person").map(\.name) }
        #expect(Set(columns) == ["account", "name", "first_name", "email", "postal_address", "language"])
        #expect(try store.acceptanceOrigins(of: account).map(\.ip) == [Self.address])
    }

    @Test func `R5-02: each change is a new dated record, and none is overwritten`() throws {
        let account = try client()
        let versions = try store.personVersions(of: account)
        #expect(versions.map(\.since) == [Sample.start, Sample.start.days(1)])
        #expect(versions.map(\.person.email) == ["ada@example.org", "ada2@example.org"])
        #expect(try store.person(of: account) == versions.last?.person)
        #expect(throws: DatabaseError.self) { try books.raw("UPDATE person_version SET email = 'x'") }
    }

    @Test func `R12.1-03 R12.1-04: a notice keeps its channel and the address as it was`() throws {
        let account = try client()
        let first = try #require(try store.noticeDeliveries(of: account).first)
        #expect(first.channel == .email && first.address == "ada@example.org" && first.at == Sample.start)
        let letter = PersonalNote.delivery(.registeredLetter, address: "12 St James's Square")
        try note(account, .noticeHandedOver(first.key), letter, day: 2)
        let given = try store.noticeDeliveries(of: account)
        #expect(given.map(\.channel) == [.registeredLetter] && given.map(\.address) == ["12 St James's Square"])
    }

    @Test func `R12.5-01: personal data stand in their own tables and in no other`() throws {
        _ = try client()
        #expect(try tablesWithSecrets().isSubset(of: Self.personal))
        #expect(try tablesWithSecrets().contains("person"))
    }

    @Test
    func
        `R11-04 AMB-38: after the erasure nothing of the person is left, not even in free pages, and the evidence holds`()
        throws
    {
        let account = try client()
        try note(account, .person(.dataErased), .erasure, day: 3)
        #expect(try store.person(of: account) == nil && store.personVersions(of: account).isEmpty)
        #expect(try tablesWithSecrets().isEmpty)
        try store.scrub()
        for suffix in ["", "-wal", "-shm"] {
            guard let bytes = FileManager.default.contents(atPath: books.path + suffix) else { continue }
            for secret in Self.secrets { #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret) in \(suffix)") }
        }
        #expect(try store.account(account)?.status == .closed)
        #expect(try !store.journal(account: account).isEmpty)
        #expect(try store.verify(under: Sample.book).problems == [])
    }

    @Test func `a server's secrets stay apart from what is shown of it, and go with the person`() throws {
        let account = try client()
        let server = try store.demandedServer(account)
        let before = try #require(try store.server(server))
        try store.set(["name": "Plum"], secrets: ["joinpassword": "unheard", "other": "x"], of: server)
        try store.set([:], secrets: ["other": nil], of: server)
        let after = try #require(try store.server(server))
        #expect(after.settings == ["name": "Plum"] && after.secrets == ["joinpassword": "unheard"])
        // Another generation each time, so that the host gets it.
        #expect(after.generation == before.generation + 2)
        let shown = try store.serverSettings(of: account)
        #expect(shown == ["srv-1001 joinpassword: kept, and never shown", "srv-1001 name: Plum"])
        #expect(try !store.journal(account: account).contains { "\($0)".contains("unheard") })

        try store.tell(account, .terminationRequested(server.subscription), at: Sample.start)
        try note(account, .person(.dataErased), .erasure, day: 400)
        #expect(try store.server(server)?.secrets == [:] && store.serverSettings(of: account).isEmpty)
    }

    @Test func `R11-04: what the contract refuses erases nothing`() throws {
        let account = try client()
        _ = try store.order(account)
        #expect(throws: StoreError.self) { try note(account, .person(.dataErased), .erasure, day: 3) }
        #expect(try store.person(of: account) != nil && store.personVersions(of: account).count == 2)
    }

    @Test func `mail of an erased person is not due, and does not count as waiting`() throws {
        let now = Sample.start
        let fact = Fact(.accountOpened(.consumer), occurredAt: now, recordedAt: now, actor: .client)
        let account = try store.openAccount(Sample.person, fact: fact, under: Sample.book).id
        #expect(try store.dueMail(at: now, limit: 10).count == 1 && store.mailWaiting() == 1)
        try note(account, .person(.dataErased), .erasure)
        #expect(try store.dueMail(at: now, limit: 10).isEmpty && store.mailWaiting() == 0)
        #expect(try store.mail(of: account).map(\.handedOverAt) == [nil])
    }
}
