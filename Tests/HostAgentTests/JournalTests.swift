import Glibc
import Testing
import Wire

@testable import HostAgent

struct JournalTests {
    private func change(_ number: Int, _ at: Int64, _ kind: IntervalRecord.Class = .up) -> ClassChange {
        let evidence = Evidence(
            generation: 1,
            processID: 1,
            answered: true,
            players: 0,
            slotsReported: 5,
            exitCode: nil,
            note: "n"
        )
        return ClassChange(server: "srv-\(number)", at: at, kind: kind, evidence: evidence)
    }

    @Test func `records stay, with their numbers and the journal's identity`() throws {
        let scratch = Scratch()
        let journal = try IntervalJournal(in: scratch.folder())
        for at in 1...5 { try journal.append(change(at % 2, Int64(at))) }
        let again = try IntervalJournal(in: scratch.folder())
        #expect(again.id == journal.id && again.records == journal.records && again.lastSequence == 5)
        #expect(again.records(after: 2, limit: 2).map(\.sequence) == [3, 4])
        #expect(again.records(after: 5, limit: 9).isEmpty)
        #expect(again.records(after: 0, limit: 0).isEmpty)
        #expect(again.open["srv-1"]?.sequence == 5 && again.open["srv-0"]?.sequence == 4)
    }

    @Test func `a torn last line is cut at whatever byte it tore, and the number is used again`() throws {
        let scratch = Scratch()
        let journal = try IntervalJournal(in: scratch.folder())
        try journal.append(change(1, 1))
        let before = try #require(scratch.read("journal")).utf8.count
        try journal.append(change(1, 2))
        let whole = try #require(scratch.read("journal"))
        for count in before..<whole.utf8.count {
            scratch.write(String(decoding: whole.utf8.prefix(count), as: UTF8.self), to: "journal")
            let torn = try IntervalJournal(in: scratch.folder())
            #expect(torn.id == journal.id && torn.lastSequence == 1 && torn.damage == nil)
            try torn.append(change(1, 3, .down))
            #expect(try IntervalJournal(in: scratch.folder()).records.map(\.at) == [1, 3])
        }
    }

    @Test func `damage before good lines begins a new journal and keeps the old one`() throws {
        let scratch = Scratch()
        let journal = try IntervalJournal(in: scratch.folder())
        for at in 1...3 { try journal.append(change(1, Int64(at))) }
        let text = try #require(scratch.read("journal"))
        scratch.write(text.replacing("\"at\":2", with: "\"at\":9"), to: "journal")
        let anew = try IntervalJournal(in: scratch.folder())
        #expect(anew.id != journal.id && anew.records.isEmpty && anew.damage != nil)
        #expect(try scratch.folder().names().contains { $0.hasPrefix("journal.damaged-") })
    }

    @Test func `acknowledged records are dropped in bulk, open intervals and numbers never`() throws {
        let scratch = Scratch()
        let journal = try IntervalJournal(in: scratch.folder())
        try journal.append(change(9, 0, .stopped))
        let count = IntervalJournal.mostAcknowledged + 10
        for at in 1...count { try journal.append(change(1, Int64(at), at % 2 == 0 ? .up : .down)) }
        try journal.acknowledge(100)
        #expect(journal.records.count == count + 1)
        try journal.acknowledge(Int64(count + 1))
        #expect(journal.records.map(\.server) == ["srv-9", "srv-1"])
        let again = try IntervalJournal(in: scratch.folder())
        #expect(again.records == journal.records && again.id == journal.id)
        try again.append(change(1, 9999))
        #expect(again.lastSequence == Int64(count + 2))
        #expect(try IntervalJournal(in: scratch.folder()).records(after: Int64(count + 1), limit: 9).count == 1)
    }

    @Test func `nothing later than a doubt or an unwritten record is claimed`() throws {
        let agent = try TestAgent(lab: 1000)
        let root = try AgentRoot(path: agent.path)
        let chronicle = try Chronicle(root: root)
        #expect(try chronicle.follow(1000))
        #expect(chronicle.observedThrough(doubts: []) == 1000)
        #expect(chronicle.observedThrough(doubts: [990, 995]) == 990)
        let evidence = change(1, 0).evidence
        chronicle.record("srv-1", .up, at: 1000, evidence)
        // A record never lies before the one that it follows.
        chronicle.record("srv-1", .down, at: 900, evidence)
        #expect(chronicle.page(after: 0, limit: 9, players: false).records.map(\.at) == [1000, 1000])
        #expect(chronicle.openClass("srv-1") == .down)
    }
}
