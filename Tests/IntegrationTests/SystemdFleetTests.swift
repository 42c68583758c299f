import Foundation
import TestSupport
import Testing

/// Two machines under systemd on a network of their own: a server moves between them, one of them dies and comes back.
@Suite(.timeLimit(.minutes(15))) struct SystemdFleetTests {
    @Test func `a server moves with its files, its machine dies, and comes back beside nothing that runs elsewhere`()
        async throws
    {
        try await withSplitHosts(2, .systemd, real: true) { network, hosts in
            let (first, second) = (hosts[0], hosts[1])
            try await first.add()
            try await first.buy(1001)
            try await settle(first, up: "h1")
            try await second.add()
            _ = try await first.host.output(Self.leaveFile(in: first.root))

            #expect(try await first.lab.run("server", "relocate", "srv-1001", "--to", "h2").status == 0)
            try await settle(first, up: "h2")
            #expect(try await second.host.output(Self.readFile(in: second.root)) == "the client's")
            #expect(try await second.owner(1001) == "101001:101001")
            try await expectNothing(on: first)

            // Its power fails, for an hour as its agent will see; nobody reaches it when it has booted.
            let boot = try await second.host.output(Self.boot)
            _ = try await second.host.output(Self.fail(in: second.root))
            try network.cut(network.hosts[1])
            let early = try await first.lab.run("host", "evacuate", "h2", "--yes")
            #expect(early.status == 1 && early.errors.contains("--stays-off"), "\(early.errors)")
            let given = try await first.lab.run("host", "evacuate", "h2", "--yes", "--stays-off")
            #expect(given.status == 0, "\(given.output)\(given.errors)")
            try await settle(first, up: "h1")

            // No controller speaks to it, and yet it does not start what another host has.
            try network.heal(network.hosts[1])
            try await eventually("the machine has booted again, and its agent runs") {
                let now = try await second.host.shell("systemctl is-active --quiet lessor-agent && \(Self.boot)")
                return now.status == 0 && !now.output.contains(boot)
            }
            try await eventually("its agent says that it waits") {
                try await second.host.output(Self.journal).contains("servers wait for the controller's word; if no")
            }
            #expect(try await second.process(1001) == "")
            try await settle(first, up: "h1")
            #expect(try await second.process(1001) == "")
            #expect(try await first.lab.run("server", "moves").output.contains("kept   stopped"))

            // The client's data goes back to the server; what was made meanwhile is kept in turn.
            #expect(try await first.lab.run("server", "restore", "srv-1001", "--from", "h2").status == 0)
            try await settle(first, up: "h2")
            #expect(try await second.host.output(Self.readFile(in: second.root)) == "the client's")
            #expect(try await first.process(1001) == "")
            #expect(try await first.lab.run("server", "discard", "srv-1001", "--on", "h1", "--yes").status == 0)
            try await settle(first, up: "h2")
            try await expectNothing(on: first)
            #expect(try await first.lab.run("ledger", "verify").status == 0)
        }
    }

    private static let boot = "cat /proc/sys/kernel/random/boot_id"
    private static let journal = "journalctl --quiet --boot --unit lessor-agent --output cat"

    /// As the server itself might.
    private static func leaveFile(in root: String) -> String {
        let user = "setpriv --reuid 101001 --regid 101001 --clear-groups"
        return
            "cd \(root)/servers/srv-1001 && \(user) sh -c 'umask 077; mkdir kept && echo \"the client'\\''s\" > kept/it'"
    }

    private static func readFile(in root: String) -> String { "cat \(root)/servers/srv-1001/kept/it" }

    /// In a moment, when the cable is cut: nothing is stopped in order.
    private static func fail(in root: String) -> String {
        let last = "printf %s $(($(date +%s) - 3600)) > \(root)/state/heard; sync; systemctl reboot --force --force"
        return "setsid --fork sh -c 'sleep 2; \(last)' < /dev/null > /dev/null 2>&1"
    }

    private func settle(_ place: PrivilegedHost, up host: String) async throws {
        try await eventually("the server is up on \(host)") {
            _ = try await place.lab.run("tick", "--settle", "60")
            let shown = try await place.lab.run("server", "show", "srv-1001").output
            return shown.contains("seen      up") && shown.contains(" \(host)") && !shown.contains("moving")
        }
    }

    /// No process of the server's user, no file, no unit.
    private func expectNothing(on place: PrivilegedHost) async throws {
        #expect(try await place.host.output("ls -A \(place.root)/servers; pgrep -U 101001 || true") == "")
        let units = "systemctl list-units --plain --no-legend 'lessor-srv-1001-*.scope'"
        try await eventually("its unit is gone") { try await place.host.output(units) == "" }
    }
}
