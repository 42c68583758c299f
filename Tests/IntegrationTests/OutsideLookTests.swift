import Foundation
import TestSupport
import Testing

/// The controller looks at real servers from its own side, over a network that can be broken.
@Suite(.timeLimit(.minutes(15))) struct OutsideLookTests {
    @Test func `AMB-29 a server that answers its agent and not from outside is down, and the contract is told`()
        async throws
    {
        try await withWatchedServer { network, lab, serve in
            #expect(try await interruptions(lab) == 0)
            try network.blockDatagrams(true)
            // Two looks are not enough, three are: an hour apart each.
            for kind in ["doubt", "doubt", "silent"] {
                let outside = try await look(lab)
                #expect(outside["kind"] as? String == kind)
            }
            let shown = try await lab.run("server", "show", "srv-1001").output
            #expect(shown.contains("seen      up") && shown.contains("its host answers"), "\(shown)")
            try await eventually("the contract is told") { try await self.interruptions(lab) == 1 }
            let explained = try await lab.run("explain", "S-1001").output
            #expect(explained.contains("runs, but from outside: does not answer at 10.86.0.2:"), "\(explained)")
            try network.blockDatagrams(false)
            #expect(try await look(lab)["kind"] as? String == "silent")
            #expect(try await look(lab)["kind"] as? String == "answers")
            let month = try await uptime(lab)
            // Silent from the first look without an answer to the first with one: three hours and what passed with them.
            let away = try #require(month["outOfReachSeconds"] as? Int)
            #expect((3 * 3600...3 * 3600 + 60).contains(away), "\(month)")
            #expect((month["seconds"] as? [String: Int])?["down"] == away, "\(month)")
            #expect(serve.isRunning)
        }
    }

    @Test func `AMB-29 a controller that loses its network blames no server, and says that it sees nothing`()
        async throws
    {
        try await withWatchedServer { network, lab, serve in
            try network.cut(network.controller)
            for _ in 1...4 { _ = try await look(lab) }
            let blind = try await look(lab)
            #expect(blind["kind"] as? String == "answers")
            #expect((blind["blind"] as? String)?.contains("1 of 1 hosts went dark at once") == true, "\(blind)")
            let metrics = try String(contentsOfFile: lab.state + "/status/lessor.prom", encoding: .utf8)
            #expect(metrics.contains("lessor_outside_look_blind 1\n"))
            try network.heal(network.controller)
            try await eventually("it sees again") { try await look(lab)["blind"] == nil }
            try await eventually("its host has reported") {
                let seconds = try await self.uptime(lab)["seconds"] as? [String: Int]
                return (seconds?["up"] ?? 0) >= 5 * 3600
            }
            let month = try await uptime(lab)
            #expect(month["outOfReachSeconds"] as? Int == 0)
            // The start of the server itself is in it.
            #expect((month["seconds"] as? [String: Int]).map { ($0["down"] ?? 0) < 3600 } == true, "\(month)")
            #expect(serve.isRunning)
        }
    }

    /// A lab with one server on one host, and a controller that looks every second and has seen it answer.
    private func withWatchedServer(
        _ body: (SplitNetwork, TemporaryLab, ServeProcess) async throws -> Void
    ) async throws {
        try await withSplitHosts { network, hosts in
            let place = try #require(hosts.first)
            try await place.add()
            try await place.buy(1001)
            try await place.tick()
            let settings = URL(filePath: place.lab.state + "/settings.yaml")
            try Data("outsideLookSeconds: 1\n".utf8).write(to: settings)
            let serve = try ServeProcess(place.lab)
            defer { serve.kill() }
            try await eventually("it is looked at") {
                try await self.outside(place.lab)?["kind"] as? String == "answers"
            }
            try await body(network, place.lab, serve)
        }
    }

    /// Lets an hour pass and waits for a look of after it.
    private func look(_ lab: TemporaryLab) async throws -> [String: Any] {
        let before = try await outside(lab)?["through"] as? String
        _ = try await lab.run("clock", "advance", "1h")
        try await eventually("it is looked at again") {
            let now = try await self.outside(lab)?["through"] as? String
            return now != before
        }
        return try #require(try await outside(lab))
    }

    private func outside(_ lab: TemporaryLab) async throws -> [String: Any]? {
        let shown = try JSON.parse(try await lab.run("server", "show", "srv-1001", "--format", "json").output)
        return (shown as? [String: Any])?["outside"] as? [String: Any]
    }

    private func interruptions(_ lab: TemporaryLab) async throws -> Int {
        let listed = try JSON.parse(try await lab.run("incident", "list", "S-1001", "--format", "json").output)
        return try #require(listed as? [Any]).count
    }

    private func uptime(_ lab: TemporaryLab) async throws -> [String: Any] {
        let lines = try JSON.parse(
            try await lab.run("meter", "uptime", "--server", "srv-1001", "--format", "json").output
        )
        return try #require((lines as? [[String: Any]])?.first)
    }
}
