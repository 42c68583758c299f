import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// A lab and one host that is added to it with a root login.
struct PrivilegedHost {
    let host: OverlayHost
    let lab: TemporaryLab
    var name = "h1"
    var slots = 100
    /// The agent's directory.
    let root = "/var/lib/lessor-agent"

    func add() async throws {
        let added = try await tryToAdd()
        try #require(added.status == 0, "\(added.errors)")
    }

    func tryToAdd(_ more: String...) async throws -> LessorProgram.Result {
        try await lab.run(
            [
                "host", "add", name, "--address", host.address, "--port", "\(host.port)", "--login", "root",
                "--identity",
                host.operatorKey.path, "--host-key", host.hostKey, "--mode", "system", "--slots", "\(slots)",
            ] + more
        )
    }

    /// Somebody who may log in with the operator's key, and nothing else.
    func makeOrdinaryUser(_ name: String) async throws {
        _ = try await host.output(
            """
            useradd --create-home --shell /bin/sh \(name) && usermod --password '*' \(name)
            install -d -m 700 -o \(name) /home/\(name)/.ssh
            install -m 600 -o \(name) /root/.ssh/authorized_keys /home/\(name)/.ssh/
            """
        )
    }

    /// Orders and pays a server, which the next tick starts.
    func buy(_ number: Int) async throws {
        try await lab.openClient(number)
        let words = ["payment", "credit", "A-\(number)", "--amount", "100", "--method", "transfer"]
        let paid = try await lab.run(words + ["--reference", "V\(number)"])
        try #require(paid.status == 0, "\(paid.errors)")
    }

    func tick() async throws {
        let tick = try await lab.run("tick")
        try #require(tick.status == 0, "\(tick.output)\(tick.errors)")
    }

    /// The one process of a server, on the host; empty when there is none.
    func process(_ number: Int) async throws -> String {
        try await host.output("pgrep -f servers/srv-\(number)/murmur.ini || true")
    }

    /// `uid:gid` of a server's process; empty when there is none.
    func owner(_ number: Int) async throws -> String {
        try await host.output("stat -c %u:%g /proc/$(pgrep -f servers/srv-\(number)/murmur.ini) 2>/dev/null || true")
    }

    /// Neither the gate's user nor another server's reads the files of srv-1001 or of the agent.
    func expectPrivate() async throws {
        let directory = "\(root)/servers/srv-1001"
        let gate = "--reuid lessor --regid lessor --init-groups"
        let other = "--reuid 101002 --regid 101002 --clear-groups"
        let attempts = [
            "ls \(directory)", "cat \(directory)/murmur.ini", "touch \(directory)/x", "ls \(root)/servers",
            "ls \(root)/state", "touch \(root)/x", "touch \(root)/bin/x", "touch \(root)/run/x",
            "touch \(root)/gate/.ssh/x", "tee -a \(root)/agent.json", "tee -a \(root)/gate/.ssh/authorized_keys",
        ]
        let forbidden =
            [gate, other].flatMap { user in attempts.map { "\(user) \($0)" } }
            + ["\(other) ls \(root)/run", "\(other) cat \(root)/log/gate.log"]
        // Each line that can be done after all is printed.
        let script = forbidden.map { "setpriv \($0) </dev/null >/dev/null 2>&1 && echo '\($0)'" } + ["true"]
        #expect(try await host.output(script.joined(separator: "\n")) == "")
        let allowed = [
            "setpriv \(gate) true", "setpriv \(other) true", "setpriv \(gate) ls \(root)/run",
            "setpriv --reuid 101001 --regid 101001 --clear-groups cat \(directory)/murmur.ini",
        ]
        for command in allowed { #expect(try await host.shell(command).status == 0, "\(command)") }
    }
}

/// Runs `body` with a host and a lab; nothing of either is left, whatever happens.
func withPrivilegedHost(
    _ kind: OverlayHost.Kind = .bare,
    _ body: (PrivilegedHost) async throws -> Void
) async throws {
    try Requirement.root(for: "making a host with users of its own")
    try Requirement.program("/usr/sbin/sshd", package: "openssh-server")
    try Requirement.program("/usr/sbin/murmurd", package: "mumble-server")
    if kind != .bare { try Requirement.program("/usr/bin/systemd-nspawn", package: "systemd-container") }
    let lab = try await TemporaryLab()
    let host = try await OverlayHost(in: lab.folder.appending(path: "host"), kind)
    defer { host.end() }
    try await body(PrivilegedHost(host: host, lab: lab))
}
