import TestSupport
import Testing
import Wire

@testable import HostAgent

@Suite struct PlayerJournalTests {
    private func change(_ at: Int64) -> ClassChange {
        let evidence = Evidence(
            generation: 1,
            processID: 1,
            answered: true,
            players: 0,
            slotsReported: 5,
            exitCode: nil,
            note: "n"
        )
        return ClassChange(server: "srv-1", at: at, kind: .up, evidence: evidence)
    }

    private func span(_ start: Int64) -> (server: String, span: PlayerSpan) {
        ("srv-1", PlayerSpan(start: start, until: start + 10, playerSeconds: 20, peak: 3))
    }

    private func mixed(_ scratch: Scratch) throws -> IntervalJournal {
        let journal = try IntervalJournal(in: scratch.folder())
        try journal.append(change(1))
        try journal.append([span(1), span(11)])
        try journal.append(change(30))
        try journal.append([span(21)])
        return journal
    }

    @Test func `records of both kinds are numbered in one row and stay`() throws {
        let scratch = Scratch()
        let journal = try mixed(scratch)
        let again = try IntervalJournal(in: scratch.folder())
        #expect(again.id == journal.id && again.damage == nil && again.lastSequence == 5)
        #expect(again.records.map(\.sequence) == [1, 4] && again.players.map(\.sequence) == [2, 3, 5])
    }

    @Test(arguments: 1...6) func `pages of any length give every record once, in order`(limit: Int) throws {
        let journal = try mixed(Scratch())
        var since: Int64 = 0
        var seen: [Int64] = []
        while true {
            let page = journal.page(after: since, limit: limit, players: true)
            let numbers = (page.records.map(\.sequence) + (page.players ?? []).map(\.sequence)).sorted()
            #expect(page.lastSequence == 5 && numbers.count <= limit)
            guard let last = numbers.last else { break }
            seen += numbers
            since = last
        }
        #expect(seen == [1, 2, 3, 4, 5])
    }

    @Test func `a controller that does not ask for players sees a journal without them`() throws {
        let page = try mixed(Scratch()).page(after: 0, limit: 10, players: false)
        #expect(page.records.map(\.sequence) == [1, 4] && page.players == nil && page.lastSequence == 4)
    }

    @Test func `acknowledged records of players are dropped, and the file is in order`() throws {
        let scratch = Scratch()
        let journal = try mixed(scratch)
        for start in 100..<1200 { try journal.append([span(Int64(start))]) }
        try journal.acknowledge(1100)
        #expect(journal.players.map(\.sequence) == Array(1101...1105))
        let again = try IntervalJournal(in: scratch.folder())
        #expect(again.damage == nil && again.players == journal.players && again.records == journal.records)
        #expect(again.lastSequence == 1105)
    }
}

/// A real agent and a server with players.
@Suite(.timeLimit(.minutes(5))) struct PlayersOnAgentTests {
    @Test func `players are added up between answers and reported once, when they are asked for`() async throws {
        try Requirement.program("/usr/bin/python3", package: "python3")
        let agent = try TestAgent(lab: 1_000_000, programs: ["/usr/bin/python3"])
        try agent.start()
        try agent.apply(.running(1, 1, .stub(.free(), slots: 8)))
        try await agent.wait(1) { $0.state == .up }
        func reach(_ players: Int, _ time: Int64) async throws {
            agent.scratch.write("players \(players)", to: "servers/srv-1/mode")
            agent.labTime = time
            try await agent.wait(1) { $0.players == players }
        }
        try await reach(3, 1_000_100)
        try await reach(5, 1_000_200)
        // The third answer is after a quarter of an hour.
        try await reach(1, 1_001_200)
        guard
            case .report(let report) = try agent.ask(
                .report(ReportQuery(journalID: nil, since: 0, limit: 100, players: true))
            )
        else {
            Issue.record("no report")
            return
        }
        let known = try #require(report.players?.first)
        #expect(known.peak == 5 && known.until == 1_001_200)
        #expect(known.playerSeconds == 3 * 100 + 5 * 1000)
        #expect(report.newestSequence == report.lastSequence)
        #expect(try agent.report().players == nil)
        // What is added up is kept when the agent ends.
        _ = agent.stopDaemon()
        try agent.start()
        guard
            case .report(let again) = try agent.ask(
                .report(ReportQuery(journalID: nil, since: 0, limit: 100, players: true))
            )
        else {
            Issue.record("no report")
            return
        }
        #expect(again.players?.first == known)
    }
}
