import Testing

@testable import HostAgent

@Suite struct AgendaTests {
    private func name(_ number: Int) throws -> ServerName { try #require(ServerName("srv-\(number)")) }

    @Test func `those that are due come soonest first, once`() throws {
        var agenda = Agenda()
        #expect(agenda.next == nil)
        for (number, time) in [(1, 30.0), (2, 10), (3, 20), (4, 10)] { agenda.put(try name(number), at: time) }
        #expect(agenda.next == 10)
        let due = agenda.takeDue(at: 20)
        #expect(due.map(\.number).sorted() == [2, 3, 4] && due.last?.number == 3)
        let again = agenda.takeDue(at: 20)
        #expect(again.isEmpty && agenda.next == 30)
    }

    @Test func `a later word on a server takes the place of the earlier one`() throws {
        var agenda = Agenda()
        agenda.put(try name(1), at: 10)
        agenda.put(try name(1), at: 50)
        let none = agenda.takeDue(at: 49)
        #expect(none.isEmpty)
        agenda.put(try name(1), at: -.infinity)
        agenda.put(try name(1), at: -.infinity)
        let due = agenda.takeDue(at: 0)
        #expect(try due == [name(1)])
        #expect(agenda.next == nil)
    }

    @Test func `as a plain table of times over many changes`() throws {
        var generator = SystemRandomNumberGenerator()
        var agenda = Agenda()
        var table: [ServerName: Double] = [:]
        for step in 0..<5000 {
            let name = try name(Int.random(in: 1...60, using: &generator))
            let time = Double(step + Int.random(in: 0...40, using: &generator))
            agenda.put(name, at: time)
            table[name] = time
            guard step % 3 == 0 else { continue }
            let due = agenda.takeDue(at: Double(step))
            let expected = table.filter { $0.value <= Double(step) }
            #expect(Set(due) == Set(expected.keys) && due.count == expected.count)
            for name in due { table[name] = nil }
            #expect(agenda.next == table.values.min())
        }
    }
}
