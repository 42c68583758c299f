import TestSupport
import Testing

/// `lessor incident declare` and `close`, on a real host with a real server.
@Suite struct IncidentDeclareTests {
    @Test func `R7.9-01: declared for a host, listed, refunded, closed, and on record`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1", slots: 10).status == 0)
            try await fleet.buyServer()
            let lab = fleet.lab
            #expect(try await lab.run("clock", "set", "2026-02-06 12:00").status == 0)
            let words = ["--from", "2026-01-31 12:00", "--cause", "supplier-network", "--words", "transit lost"]
            let declared = try await lab.run(["incident", "declare", "--host", "h1", "--format", "json"] + words)
            #expect(declared.status == 0 && declared.output.contains(#""rule" : "R7.9-01""#), "\(declared.errors)")
            #expect(declared.output.contains("transit lost"), "\(declared.output)")

            let open = try await lab.run("incident", "list", "S-1001", "--format", "json")
            for fact in [#""declared" : true"#, #""ended" : false"#, #""seconds" : 518400"#] {
                #expect(open.output.contains(fact), "\(fact): \(open.output)")
            }
            let shown = try await lab.run("incident", "show", "S-1001", "--format", "json")
            #expect(shown.output.contains(#""refunded" : true"#), "\(shown.output)")

            let closed = try await lab.run("incident", "close", "S-1001", "--until", "2026-02-06 11:00")
            #expect(
                closed.status == 0 && closed.output.contains("over after 143 h"),
                "\(closed.output)\(closed.errors)"
            )
            let list = try await lab.run("incident", "list", "S-1001")
            #expect(list.output.contains("a person, declared"), "\(list.output)")
            #expect(try await lab.run("explain", "S-1001").output.contains("transit lost"))
            #expect(try await lab.run("ledger", "verify").status == 0)
            let actions = try await lab.run("ledger", "actions").output
            #expect(actions.contains("incident declare") && actions.contains("h1"), "\(actions)")

            let again = try await lab.run("incident", "close", "--host", "h1")
            #expect(again.status == 1 && again.errors.contains("No service concerned has an open"), "\(again.errors)")
        }
    }

    @Test(arguments: [
        (["declare"], 64, "Name what is concerned"), (["close"], 64, "Name what is concerned"),
        (["declare", "S-1001"], 64, "--from"),
        (["declare", "S-1001", "--from", "noon", "--cause", "attack", "--words", "w"], 64, "noon is not a time"),
        (["declare", "S-1001", "--from", "2026-01-31", "--cause", "weather", "--words", "w"], 64, "supplier-network"),
        (["declare", "S-1001", "--from", "2026-01-31", "--cause", "attack", "--words", "w"], 1, "not delivered"),
        (["declare", "--host", "h9", "--from", "2026-01-31", "--cause", "attack", "--words", "w"], 66, "h9"),
        (["declare", "S-1999", "--from", "2026-01-31", "--cause", "attack", "--words", "w"], 66, "S-1999"),
        (["close", "S-1001"], 1, "No declared incident of S-1001 is open"),
        (["close", "S-1001", "--until", "never"], 64, "never is not a time"),
    ])
    func `mistakes are said in a sentence and change nothing`(words: [String], status: Int, sentence: String)
        async throws
    {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        let result = try await lab.run(["incident"] + words)
        #expect(result.status == Int32(status) && result.errors.contains(sentence), "\(result.status) \(result.errors)")
        #expect(try await lab.run("incident", "list", "S-1001", "--format", "json").output == "[\n\n]\n")
    }
}
