import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// A lab and its hosts: real sshd processes on loopback addresses, put into the fleet by the real command.
final class LoopbackFleet {
    let lab: TemporaryLab
    let operatorKey: KeyPair
    private var hosts: [String: LoopbackSSHD] = [:]
    /// A corner of 127.0.0.0/8 of its own.
    private let network = "127.\(Int.random(in: 1...254)).\(Int.random(in: 0...255))"

    fileprivate init() async throws {
        lab = try await TemporaryLab()
        operatorKey = try KeyPair.make(in: lab.folder, name: "operator-key")
    }

    /// The sshd of a host, started when it is asked for first.
    func sshd(_ name: String, hasSFTP: Bool = true) async throws -> LoopbackSSHD {
        if let sshd = hosts[name] { return sshd }
        var options = LoopbackSSHD.Options()
        options.address = "\(network).\(10 + hosts.count)"
        options.hasSFTP = hasSFTP
        let sshd = try await LoopbackSSHD.start(in: lab.folder.appending(path: name), options: options)
        hosts[name] = sshd
        try sshd.authorize(operatorKey.publicLine)
        return sshd
    }

    /// The same host again after its sshd was stopped, at the same place; with new host keys if wanted.
    func restart(_ name: String, newHostKeys: Bool = false) async throws {
        let old = try await sshd(name)
        old.stop()
        if newHostKeys {
            for file in try FileManager.default.contentsOfDirectory(atPath: old.directory.path)
            where file.hasPrefix("host_") {
                try FileManager.default.removeItem(at: old.directory.appending(path: file))
            }
        }
        var options = LoopbackSSHD.Options()
        options.address = old.address
        options.port = old.port
        hosts[name] = try await LoopbackSSHD.start(in: old.directory, options: options)
    }

    /// `lessor host add` over the operator's key, pinning the host key that its console shows unless another is given.
    func add(_ name: String, slots: Int = 100, hostKey: String? = nil, _ more: String...) async throws
        -> LessorProgram.Result
    { try await add(name, slots: slots, hostKey: hostKey, more) }

    func add(_ name: String, slots: Int = 100, hostKey: String? = nil, _ more: [String]) async throws
        -> LessorProgram.Result
    {
        let sshd = try await sshd(name)
        let words = [
            "host", "add", name, "--address", sshd.address, "--port", "\(sshd.port)", "--login", sshd.user,
            "--identity", operatorKey.path, "--host-key", try hostKey ?? sshd.hostKeyLine(), "--mode", "user",
            "--root", try await root(name), "--ports", "20000-20999", "--slots", "\(slots)",
        ]
        return try await LessorProgram.run(words + more, state: lab.state)
    }

    /// `lessor host add` of a host that the books know, with nothing said but the key and `more`.
    func addAgain(_ name: String, _ more: String...) async throws -> LessorProgram.Result {
        try await lab.run(["host", "add", name, "--identity", operatorKey.path] + more)
    }

    /// Its entry in the books.
    func entry(_ name: String) async throws -> [String: Any] {
        let shown = try await lab.run("host", "show", name, "--format", "json")
        try #require(shown.status == 0, "\(shown.errors)")
        return try #require(try JSON.parse(shown.output) as? [String: Any])
    }

    /// The agent's directory on a host.
    func root(_ name: String) async throws -> String { try await sshd(name).directory.path + "/lessor-agent" }

    /// Opens an account and orders and pays a server; returns when its host runs it.
    func buyServer() async throws {
        try await lab.openClient()
        try await pay(for: 1001)
        let tick = try await lab.run("tick")
        try #require(tick.status == 0, "\(tick.output)\(tick.errors)")
        let server = try await lab.run("server", "show", "srv-1001").output
        try #require(server.contains("seen      up"), "\(server)")
    }

    /// Puts every product that needs no licence on sale.
    func sellEverything() async throws {
        let games = try String(
            contentsOfFile: "\(LessorProgram.source)/Templates/catalogue/games.yaml",
            encoding: .utf8
        )
        let more =
            "  source:\n    title: Source\n    requiresSubscription: true\n    tiers: [{from: 2, to: 64, centsPerSlot: 90}]\n"
        try Data((games + more).utf8).write(to: URL(filePath: lab.state + "/catalogue.yaml"))
    }

    func pay(for account: Int) async throws {
        let paid = try await lab.run(
            "payment",
            "credit",
            "A-\(account)",
            "--amount",
            "100",
            "--method",
            "transfer",
            "--reference",
            "VIR-\(account)"
        )
        try #require(paid.status == 0, "\(paid.errors)")
    }

    /// Everything due is done, and every host shows it.
    func settle() async throws {
        let tick = try await lab.run("tick", "--settle", "120")
        #expect(tick.status == 0, "\(tick.output)\(tick.errors)")
    }

    /// The processes of a server.
    func processes(of server: String, on host: String) async throws -> [Int32] {
        Processes.naming(try await root(host) + "/servers/\(server)").sorted()
    }

    /// The agent that runs on a host.
    func agent(_ host: String) async throws -> Int32? {
        let text = try String(contentsOfFile: try await root(host) + "/run/agent.lock", encoding: .utf8)
        return Int32(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    fileprivate func end() {
        for sshd in hosts.values { sshd.stopWithLeftovers() }
        for _ in 0..<1000 {
            let left = Processes.naming(lab.folder.path)
            if left.isEmpty { return }
            for process in left { kill(process, SIGKILL) }
            usleep(20_000)
        }
    }
}

/// Runs `body` with a lab, and ends every process of its hosts afterwards, whatever happens.
func withFleet(_ body: (LoopbackFleet) async throws -> Void) async throws {
    try Requirement.program("/usr/sbin/sshd", package: "openssh-server")
    try Requirement.program("/usr/sbin/murmurd", package: "mumble-server")
    let fleet = try await LoopbackFleet()
    defer { fleet.end() }
    try await body(fleet)
}
