import Contract
import Store

extension Store {
    /// As the controller corrects a client.
    func correctPerson(_ person: Person, of id: AccountID, at now: Instant = Sample.start) throws {
        let change = ContactChange([.name, .email, .postalAddress], changedAt: now)
        let fact = Fact(.contact(.changed(change)), occurredAt: now, recordedAt: now, actor: .staff)
        _ = try step(id, to: now, fact: fact, note: .correction(person), under: Sample.book)
    }
}
