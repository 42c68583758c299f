import Foundation
import TestSupport
import Testing

/// What a person says of placement, with real commands.
@Suite(.timeLimit(.minutes(10))) struct PlacementCommandTests {
    @Test func `eight orders at once are eight subscriptions, and one tick gives each a place or a reason`()
        async throws
    {
        try await withFleet { fleet in
            // 25 slots: two of the eight fit.
            #expect(try await fleet.add("h1", slots: 25).status == 0)
            for number in 1001...1008 { try await fleet.lab.openAccount(number) }
            let results = try await withThrowingTaskGroup(of: LessorProgram.Result.self) { group in
                for number in 1001...1008 {
                    group.addTask { [state = fleet.lab.state] in
                        let words = ["--product", "mumble", "--slots", "10", "--accept-terms"]
                        return try await LessorProgram.run(["order", "place", "A-\(number)"] + words, state: state)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.allSatisfy { $0.status == 0 }, "\(results.map(\.errors))")
            let listed = try await fleet.lab.run("subscription", "list", "--format", "json").output
            for number in 1001...1008 { #expect(listed.contains("\"S-\(number)\""), "\(listed)") }
            for number in 1001...1008 { try await fleet.pay(for: number) }
            let tick = try await fleet.lab.run("tick")
            #expect(tick.status == 2, "\(tick.output)\(tick.errors)")
            let text = tick.output + tick.errors
            #expect(text.contains("h1 has 5 of 25 slots free, 10 needed"), "\(text)")
            let shown = try await fleet.lab.run("host", "show", "h1").output
            #expect(shown.contains("20 of 25 used, 5 free"), "\(shown)")
        }
    }

    @Test func `R6.2 an order that no host has room for stands, and says so at once`() async throws {
        try await withFleet { fleet in
            let lab = fleet.lab
            try await lab.openAccount(1001)
            let words = ["order", "place", "A-1001", "--product", "mumble", "--accept-terms", "--format", "json"]
            func order(_ slots: Int) async throws -> (problem: String?, errors: String) {
                let placed = try await lab.run(words + ["--slots", "\(slots)"])
                #expect(placed.status == 0, "\(placed.errors)")
                let view = try #require(try JSON.parse(placed.output) as? [String: Any])
                return (view["problem"] as? String, placed.errors)
            }
            let first = try await order(10)
            #expect(first.problem?.contains("there is none yet") == true && first.errors.contains("The order stands"))
            #expect(try await fleet.add("h1", slots: 100).status == 0)
            let large = try await order(200)
            #expect(large.problem?.contains("h1 has 100 of 100 slots free, 200 needed") == true, "\(large)")
            #expect(large.errors.contains("h1 has 100 of 100 slots free, 200 needed"), "\(large)")
            let fitting = try await order(10)
            #expect(fitting.problem == nil && fitting.errors.isEmpty, "\(fitting)")
        }
    }

    @Test func `a server is placed on an address that its program can serve on, and answers there`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1", "--serve-on", "::1").status == 0)
            try await fleet.sellEverything()
            try await fleet.buyServer()
            let mumble = try await fleet.lab.run("server", "show", "srv-1001").output
            #expect(mumble.contains("seen      up") && mumble.contains("[::1]:"), "\(mumble)")
            for words in [["server", "list"], ["explain", "srv-1001"]] {
                let output = try await fleet.lab.run(words).output
                #expect(output.contains("[::1]:") && !output.contains(" ::1:"), "\(output)")
            }
            try await fleet.lab.openAccount(1002)
            let words = ["order", "place", "A-1002", "--product", "openttd", "--slots", "10", "--accept-terms"]
            #expect(try await fleet.lab.run(words).status == 0)
            try await fleet.pay(for: 1002)
            let refused = try await fleet.lab.run("tick", "--settle", "5")
            let reason = "h1 has no IPv4 address, and the product serves on no other"
            #expect(refused.status == 2 && refused.output.contains(reason), "\(refused.output)\(refused.errors)")
            #expect(try await fleet.lab.run("drift").output.contains("unplaced"))
        }
    }

    @Test func `R6.2 an order names its host or its labels, a host is changed, and refusals say what is missing`()
        async throws
    {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1", "--labels", "zone=a").status == 0)
            let lab = fleet.lab
            try await lab.openAccount(1001)
            let words = ["order", "place", "A-1001", "--product", "mumble", "--slots", "10", "--accept-terms"]
            #expect(try await lab.run(words + ["--host", "h9"]).status == 66)
            #expect(try await lab.run(words + ["--labels", "no label"]).status == 64)
            let contradictory = try await lab.run(words + ["--host", "h1", "--labels", "zone=lyon,ssd"])
            #expect(contradictory.status == 1, "\(contradictory.output)")
            #expect(contradictory.errors.contains("Host h1 has no label ssd, zone=lyon"), "\(contradictory.errors)")
            #expect(!(try await lab.run("subscription", "list").output).contains("S-1001"))
            let placed = try await lab.run(words + ["--labels", "ssd"])
            #expect(placed.status == 0 && placed.errors.contains("The order stands"), "\(placed.errors)")
            #expect(placed.errors.contains("No host can take srv-1001 with 10 slots: h1 has no label ssd;"))
            try await fleet.pay(for: 1001)
            let refused = try await lab.run("tick")
            #expect(refused.status == 2 && (refused.output + refused.errors).contains("h1 has no label ssd"))

            #expect(try await lab.run("host", "set", "h1").status == 64)
            #expect(try await lab.run("host", "set", "h1", "--memory", "x").status == 64)
            let small = try await lab.run("host", "set", "h1", "--labels", "zone=a,ssd", "--memory", "60M")
            #expect(small.output.contains(" 0 of 60 MiB of memory used, labels ssd, zone=a"), "\(small.output)")
            let tight = try await lab.run("tick")
            let reason = "h1 has 60 of 60 MiB of memory free, 69 needed"
            #expect((tight.output + tight.errors).contains(reason), "\(tight.output)\(tight.errors)")
            #expect(try await lab.run("host", "set", "h1", "--memory", "none").status == 0)
            let pin = ["server", "pin", "srv-1001"]
            #expect(try await lab.run(pin).output == "srv-1001: labels ssd.\n")
            #expect(try await lab.run(pin + ["--host", "h1"]).output == "srv-1001: host h1, labels ssd.\n")
            #expect(try await lab.run(pin + ["--any", "--host", "h1"]).status == 64)
            try await fleet.settle()
            let moved = try await lab.run(pin + ["--labels", "gpu"])
            #expect(
                moved.output.hasPrefix("srv-1001: host h1, labels gpu.\nsrv-1001 is on h1 and stays there"),
                "\(moved)"
            )
            #expect(moved.output.contains("lessor server relocate srv-1001"), "\(moved)")
            #expect(try await lab.run(pin + ["--any"]).output == "srv-1001: any host.\n")
            #expect(try await lab.run(pin).output == "srv-1001: any host.\n")
            #expect(try await lab.run("server", "show", "srv-1001").output.contains("seen      up"))
            #expect(try await lab.run("host", "set", "h1", "--slots", "9").errors.contains("has 10 slots in use"))
            #expect(
                try await lab.run("host", "set", "h1", "--memory", "68M").errors.contains("has 69 MiB of memory in use")
            )
        }
    }

    @Test func `a host's ports are ranges by commas, and what is wrong with them is said with the right form`()
        async throws
    {
        try await withFleet { fleet in
            let lab = fleet.lab
            #expect(try await fleet.add("h1", slots: 100, "--ports", "20000-20001,20020,20002").status == 0)
            #expect(try await lab.run("host", "show", "h1", "--format", "json").output.contains("20000-20002,20020"))
            for (ports, reason) in [
                ("20000-70000", "The port 70000 in --ports cannot be given to servers"),
                ("22-2000", "those below 1024 are for root alone"),
                (
                    "5X",
                    "\"5X\" in --ports is neither a port nor a range of ports. Write single ports and ranges by commas"
                ),
                ("20009-20000", "write 20000-20009"), ("20000-20009,", "is neither a port nor a range"),
            ] {
                let refused = try await lab.run("host", "set", "h1", "--ports", ports)
                #expect(refused.status == 64 && refused.errors.contains(reason), "\(refused)")
            }
            let kernel = try await lab.run("host", "set", "h1", "--ports", "20000-20009,40000-40100")
            #expect(kernel.status == 1 && kernel.errors.contains("No port of 40000-40100 can be sold"), "\(kernel)")
            #expect(try await lab.run("host", "set", "h1", "--ports", "20000-20003,20020,60000-61001").status == 0)
            // Of the last range the kernel has all but two.
            let shown = try await lab.run("host", "show", "h1").output
            #expect(shown.contains("1 more of its addresses has all 7 ports free."), "\(shown)")
        }
    }
}
