import Foundation
import TestSupport
import Testing

/// A privileged host with systemd: a whole Debian, booted.
@Suite(.timeLimit(.minutes(15))) struct SystemdHostTests {
    @Test func `the agent comes back by itself, and its servers with it or without a break`() async throws {
        try await withPrivilegedHost(.systemd) { place in
            let (host, lab) = (place.host, place.lab)
            try await place.add()
            #expect(try await host.output("cat /proc/1/comm") == "systemd")
            #expect(try await host.output("systemctl is-enabled lessor-agent") == "enabled")
            try await place.buy(1001)
            try await place.tick()
            #expect(try await place.owner(1001) == "101001:101001")
            let check = try await lab.run("host", "check", "h1")
            #expect(check.status == 0, "\(check.output)\(check.errors)")
            try await place.expectPrivate()

            // Only the agent is restarted; killed, it is there again at once.
            let server = try await place.process(1001)
            for harm in ["systemctl restart lessor-agent", "systemctl kill --kill-whom=main -s KILL lessor-agent"] {
                let agent = try await agent(host)
                _ = try await host.output(harm)
                try await eventually("another agent runs") { try await !["0", agent].contains(self.agent(host)) }
                try await place.tick()
                #expect(try await place.process(1001) == server)
            }

            // A reboot; nobody from outside helps.
            let boot = try await host.output("cat /proc/sys/kernel/random/boot_id")
            _ = try await host.shell("systemctl reboot")
            try await eventually("the host has booted again") {
                let now = try await host.shell("cat /proc/sys/kernel/random/boot_id")
                return now.status == 0 && !now.output.contains(boot)
            }
            try await eventually("the server is there again") { try await place.owner(1001) == "101001:101001" }
            try await place.tick()
            let after = try await lab.run("server", "show", "srv-1001").output
            #expect(after.contains("seen      up"), "\(after)")
            #expect(try await lab.run("ledger", "verify").status == 0)
        }
    }

    @Test func `a machine without ids for the users of servers is refused before anything is installed`() async throws {
        try await withPrivilegedHost(.narrow) { place in
            let added = try await place.tryToAdd()
            #expect(added.status == 1)
            #expect(added.errors.contains("no user ids from 100000 on"), "\(added.errors)")
            #expect(try await place.host.shell("test -e \(place.root)").status == 1)
        }
    }

    private func agent(_ host: OverlayHost) async throws -> String {
        try await host.output("systemctl show --value -p MainPID lessor-agent")
    }
}
