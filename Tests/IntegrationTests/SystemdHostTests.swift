import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// A privileged host with systemd: a whole Debian, booted.
@Suite(.timeLimit(.minutes(15))) struct SystemdHostTests {
    @Test func `the agent comes back by itself, and its servers with it or without a break`() async throws {
        try await withPrivilegedHost(.systemd) { place in
            let (host, lab) = (place.host, place.lab)
            // A machine's systemd may write all control groups; that of a container of this kind may not, unless it is let.
            let groups =
                "for group in pids memory cpu; do mount -o remount,bind,rw /sys/fs/cgroup/$group; done && systemctl daemon-reexec"
            _ = try await host.output(groups)
            try await place.add()
            #expect(try await host.output("cat /proc/1/comm") == "systemd")
            #expect(try await host.output("systemctl is-enabled lessor-agent") == "enabled")
            try await place.buy(1001)
            try await place.tick()
            #expect(try await place.owner(1001) == "101001:101001")
            let check = try await lab.run("host", "check", "h1")
            #expect(check.status == 0, "\(check.output)\(check.errors)")
            try await place.expectPrivate()
            try await expectUnit(place)

            // Only the agent is restarted; killed, it is there again at once.
            let server = try await place.process(1001)
            for harm in ["systemctl restart lessor-agent", "systemctl kill --kill-whom=main -s KILL lessor-agent"] {
                let agent = try await agent(host)
                _ = try await host.output(harm)
                try await eventually("another agent runs") { try await !["0", agent].contains(self.agent(host)) }
                try await place.tick()
                #expect(try await place.process(1001) == server)
            }

            // Each restarts the agent, which listens only a moment after systemd says that it runs.
            for _ in 1...3 { try await place.add() }
            let login = ["--login", "root", "--identity", host.operatorKey.path]
            let upgraded = try await lab.run(["host", "upgrade", "h1"] + login)
            #expect(upgraded.status == 0, "\(upgraded.output)\(upgraded.errors)")
            let moved = try await lab.run(["host", "add", "h1", "--root", "/srv/agent"] + login)
            #expect(moved.status == 1 && moved.errors.contains("would leave that agent"), "\(moved.errors)")
            #expect(try await place.process(1001) == server)

            try await expectSystemdsRefusal(place)

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

    /// The server is a unit with the limits of its product, and sees nothing of the host's temporary files.
    private func expectUnit(_ place: PrivilegedHost) async throws {
        let host = place.host
        let units = try await host.output("systemctl list-units --plain --no-legend 'lessor-srv-1001-*.scope'")
        #expect(units.split(separator: "\n").count == 1 && units.contains("active running"), "\(units)")
        let unit = try #require(units.split(separator: " ").first)
        let process = try await place.process(1001)
        #expect(try await host.output("cat /proc/\(process)/cgroup").contains("lessor.slice/\(unit)"))
        let limits = try await host.output("systemctl show -p MemoryMax -p TasksMax -p CPUQuotaPerSecUSec \(unit)")
        // 64 MiB, and 512 KiB for each of the 10 slots.
        for limit in ["MemoryMax=72351744", "TasksMax=64", "CPUQuotaPerSecUSec=1s"] {
            #expect(limits.contains(limit), "\(limits)")
        }
        // As the kernel has it, in either version of control groups.
        let kernel = """
            for line in $(grep -E '^[0-9]+:(memory|pids|):' /proc/\(process)/cgroup); do
                controller=$(echo "$line" | cut -d: -f2) group=$(echo "$line" | cut -d: -f3)
                cat /sys/fs/cgroup/$controller$group/pids.max /sys/fs/cgroup/$controller$group/memory.max \
                    /sys/fs/cgroup/$controller$group/memory.limit_in_bytes 2> /dev/null || true
            done
            """
        #expect(try await host.output(kernel).split(separator: "\n").sorted() == ["64", "72351744"])
        try await expectOwnView(place, process)
    }

    /// Temporary files are its own, other servers' and the agent's are not there, and neither are others' processes.
    private func expectOwnView(_ place: PrivilegedHost, _ process: String) async throws {
        let (host, view) = (place.host, "/proc/\(process)/root")
        let enter = "nsenter --target \(process) --mount -- setpriv --reuid 101001 --regid 101001 --clear-groups"
        for folder in [P_tmpdir, "/var\(P_tmpdir)", "/dev/shm", "/run/lock"] {
            _ = try await host.output("touch \(folder)/of-the-host")
            #expect(try await host.output("ls -A \(view)\(folder)") == "")
            _ = try await host.output("\(enter) touch \(folder)/of-the-server")
            #expect(try await host.output("ls -A \(view)\(folder)") == "of-the-server")
            #expect(try await host.output("ls -A \(folder)").contains("of-the-server") == false)
            _ = try await host.output("\(enter) rm \(folder)/of-the-server")
        }
        #expect(try await host.output("ls -A \(view)\(place.root)") == "servers")
        #expect(try await host.output("ls -A \(view)\(place.root)/servers") == "srv-1001")
        #expect(try await host.output("\(enter) ls /proc").split(separator: "\n").contains("1") == false)
        for forbidden in ["touch /etc/mine", "umount /tmp", "touch \(place.root)/mine"] {
            #expect(try await host.shell("\(enter) \(forbidden)").status != 0, "\(forbidden)")
        }
        #expect(try await !host.output("tr '\\0' '\\n' < /proc/\(process)/environ").contains("TMPDIR"))
    }

    /// Where systemd takes no unit the server is down and the agent's journal says why; it comes back when it may.
    private func expectSystemdsRefusal(_ place: PrivilegedHost) async throws {
        let (host, program) = (place.host, "/usr/bin/systemd-run")
        _ = try await host.output(
            """
            mv \(program) \(program).whole
            printf '#!/bin/sh\\necho no units today >&2\\nexit 1\\n' > \(program)
            chmod 755 \(program)
            kill -9 \(try await place.process(1001))
            """
        )
        try await eventually("the agent's journal tells what systemd said") {
            try await host.output("journalctl --quiet --unit lessor-agent --output cat").contains("no units today")
        }
        try await eventually("the server shows as down, with the reason") {
            let shown = try await place.lab.run("drift").output
            return shown.contains("srv-1001 is paid for and failed") && shown.contains("exit code 1")
        }
        _ = try await host.output("mv \(program).whole \(program)")
        #expect(try await place.lab.run("server", "restart", "srv-1001").status == 0)
        try await place.tick()
        #expect(try await place.owner(1001) == "101001:101001")
    }

    private func agent(_ host: OverlayHost) async throws -> String {
        try await host.output("systemctl show --value -p MainPID lessor-agent")
    }
}
