import Foundation
import LoopbackHosts
import TestSupport
import Testing

/// A machine of its own as far as files, users and processes go: an overlay of this one, kept in memory, in namespaces that
/// end with their first process. Its sshd, with Debian's own layout of files, answers on a loopback address of this machine.
final class OverlayHost {
    let address: String
    let port: UInt16
    let operatorKey: KeyPair
    private let folder: URL
    private let kind: Kind
    private let process = Process()
    private let life = Pipe()

    enum Kind {
        /// sshd and what is started through it.
        case bare
        /// A whole Debian under systemd, with the sshd that its own unit starts.
        case systemd
        /// The same with the first 65536 user ids only, as in an unprivileged container.
        case narrow
    }

    /// - Parameter folder: Made for it, on this machine; holds nothing of the host when it has ended.
    /// - Parameter network: Where it has its address; this machine's loopback net by default.
    init(in folder: URL, _ kind: Kind, on network: SplitNetwork.Port? = nil) async throws {
        self.folder = folder
        self.kind = kind
        address = network?.address ?? "127.\(Int.random(in: 1...254)).\(Int.random(in: 0...255)).7"
        port = UInt16.random(in: 10_000...19_999)
        for part in ["disk", "root"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: part),
                withIntermediateDirectories: true
            )
        }
        operatorKey = try KeyPair.make(in: folder, name: "operator-key")
        let entry = (network?.entry ?? []) + ["/usr/bin/unshare"]
        process.executableURL = URL(filePath: entry[0])
        let namespaces = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        let script = Self.disk + (kind == .bare ? Self.bare : Self.systemd)
        let users = kind == .narrow ? "identity" : "no"
        let words: [String] = [folder.path, address, "\(port)", operatorKey.publicLine, name, users]
        process.arguments = Array(entry.dropFirst()) + namespaces + ["/bin/sh", "-c", script, "sh"] + words
        // The host ends when nobody holds the other end any more.
        process.standardInput = life
        process.standardOutput = FileHandle.nullDevice
        let log = folder.path + "/boot.log"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.standardError = try FileHandle(forWritingTo: URL(filePath: log))
        try process.run()
        do {
            try await eventually("the host lets the operator in") {
                try #require(self.process.isRunning, "the host did not boot: \(self.read("boot.log"))")
                return try await self.shell("true").status == 0
            }
        } catch {
            end()
            throw error
        }
    }

    var hostKey: String { read("host-key.pub").trimmingCharacters(in: .whitespacesAndNewlines) }
    var sshdLog: String { read("sshd.log") }

    /// Runs a script as root on the host.
    func shell(_ script: String) async throws -> LessorProgram.Result {
        try await OpenSSH(user: "root", address: address, port: port, key: operatorKey.path).run(
            [],
            "sh -s",
            input: script
        )
    }

    /// The output of a script that must succeed.
    func output(_ script: String) async throws -> String {
        let result = try await shell(script)
        try #require(result.status == 0, "\(script): \(result.output)\(result.errors)")
        return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Its control groups are of this name.
    private var name: String {
        "lessor-host-\(port)-\(folder.deletingLastPathComponent().lastPathComponent.suffix(12))"
    }

    /// Cuts its power: kills everything on it at once.
    func end() {
        guard process.isRunning else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        guard kind != .bare else { return }
        let cleaner = Process()
        cleaner.executableURL = URL(filePath: "/bin/sh")
        cleaner.arguments = ["-c", Self.groupRemoval, "sh", name]
        do { try cleaner.run() } catch { return }
        cleaner.waitUntilExit()
    }

    private func read(_ name: String) -> String {
        (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
    }
}
