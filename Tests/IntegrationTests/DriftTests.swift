import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// `lessor drift` on a real host with a real server.
@Suite struct DriftTests {
    @Test func `a server's port that another process holds is drift, with the process as evidence`() async throws {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1", slots: 10).status == 0)
            try await fleet.buyServer()
            #expect(try await fleet.lab.run("server", "stop", "srv-1001").status == 0)
            try await fleet.settle()
            let json = try await fleet.lab.run("server", "show", "srv-1001", "--format", "json").output
            let view = try #require(try JSON.parse(json) as? [String: Any])
            let port = try #require(
                (view["ports"] as? [String])?.first?.split(separator: "/").first.flatMap { UInt16($0) }
            )
            #expect(try await fleet.lab.run("drift").status == 0)

            let squatter = try SilentListener(try #require(view["address"] as? String), port)
            try await eventually("the holder of the port is drift") {
                let drift = try await fleet.lab.run("drift", "--format", "json")
                return drift.status == 2 && drift.output.contains("\"wrongPortOwner\"")
                    && drift.output.contains("held by process \(getpid()) (")
            }
            withExtendedLifetime(squatter) {}
        }
    }

    @Test func `a process under a server's user that is not of the server is drift, and is left alone`() async throws {
        try Requirement.root(for: "giving each server a user of its own")
        try await withFleet { fleet in
            #expect(try await fleet.add("h1", slots: 10).status == 0)
            try await fleet.buyServer()
            let server = try #require(try await fleet.processes(of: "srv-1001", on: "h1").first)
            let facts = try FileManager.default.attributesOfItem(atPath: "/proc/\(server)")
            let user = try #require(facts[.ownerAccountID] as? Int)
            try #require(user != 0)
            #expect(try await fleet.lab.run("drift").status == 0)

            let stray = Process()
            stray.executableURL = URL(filePath: "/usr/bin/setpriv")
            stray.arguments = ["--reuid", "\(user)", "--regid", "\(user)", "--clear-groups", "/bin/sleep", "1000"]
            try stray.run()
            // SIGTERM may be blocked in it, as in whoever started it.
            defer { kill(stray.processIdentifier, SIGKILL) }
            try await eventually("the stray process is drift") {
                let drift = try await fleet.lab.run("drift", "--format", "json")
                return drift.status == 2 && drift.output.contains("\"unknownProcess\"")
                    && drift.output.contains(
                        "Process \(stray.processIdentifier) (sleep) runs as user \(user), which is srv-1001's"
                    )
            }
            #expect(stray.isRunning)
        }
    }

    @Test func `what is paid for and never came up is drift: refused by its host, and without its program there`()
        async throws
    {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1").status == 0)
            try await fleet.sellEverything()
            // That host may not start murmurd.
            let file = try await URL(filePath: fleet.root("h1") + "/agent.json")
            let text = try String(contentsOf: file, encoding: .utf8)
            try Data(text.replacing("/usr/sbin/murmurd", with: "/usr/sbin/other").utf8).write(to: file)
            if let daemon = try await fleet.agent("h1") { kill(daemon, SIGTERM) }
            try await fleet.lab.openClient()
            try await fleet.pay(for: 1001)
            try await eventually("its host refuses it, and that is drift") {
                _ = try await fleet.lab.run("tick", "--settle", "5")
                let refused = try await fleet.lab.run("drift")
                return refused.status == 2 && refused.output.contains("paidButDown")
                    && refused.output.contains("is not on this host's list")
            }

            // Its program is on no machine of ours.
            try await fleet.lab.openAccount(1002)
            let words = ["order", "place", "A-1002", "--product", "source", "--slots", "10", "--accept-terms"]
            #expect(try await fleet.lab.run(words).status == 0)
            try await fleet.pay(for: 1002)
            #expect(try await fleet.lab.run("tick", "--settle", "20").status == 2)
            let missing = try await fleet.lab.run("drift")
            #expect(missing.status == 2 && missing.output.contains("srv-1002 is paid for and"), "\(missing.output)")
            #expect(missing.output.contains("its program could not"), "\(missing.output)")
        }
    }

    @Test func `what is as wanted is no drift; a frozen server, a silent host and a server without a host are`()
        async throws
    {
        try await withFleet { fleet in
            #expect(try await fleet.add("h1", slots: 10).status == 0)
            try await fleet.buyServer()
            let clean = try await fleet.lab.run("drift")
            #expect(clean.status == 0 && clean.output.contains("No drift: 1 host asked"), "\(clean.errors)")

            for process in try await fleet.processes(of: "srv-1001", on: "h1") { kill(process, SIGSTOP) }
            try await eventually("the frozen server is seen") {
                let frozen = try await fleet.lab.run("drift", "--format", "json")
                return frozen.status == 2 && frozen.output.contains("\"paidButDown\"")
            }
            for process in try await fleet.processes(of: "srv-1001", on: "h1") { kill(process, SIGCONT) }

            // The host is full: what is paid for has no place.
            try await fleet.lab.openClient(1002)
            try await fleet.pay(for: 1002)
            #expect(try await fleet.lab.run("tick").status == 2)
            try await fleet.sshd("h1").stop()
            let dark = try await fleet.lab.run("drift")
            #expect(dark.status == 2 && dark.errors.contains("2 differences found"), "\(dark.output)\(dark.errors)")
            #expect(dark.output.contains("unreachable") && dark.output.contains("h1 does not answer"), "\(dark.output)")
            #expect(dark.output.contains("unplaced") && dark.output.contains("srv-1002"), "\(dark.output)")
        }
    }
}
