import Foundation
import LoopbackHosts

/// The Python library parallel-ssh, in one process that keeps its sessions open; `parallel-ssh.py` measures itself.
struct PythonLibrary {
    /// The Python that has it.
    let python: String
    /// A file of the hosts' addresses.
    let list: String
    let sshd: LoopbackSSHD
    let key: KeyPair

    func measure(commands: Int, hosts: Int) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: python)
        process.arguments = [Self.script, list, String(sshd.port), sshd.user, key.path, String(commands)]
        process.standardOutput = output
        try process.run()
        let text = try output.fileHandleForReading.readToEnd().map { String(decoding: $0, as: UTF8.self) } ?? ""
        process.waitUntilExit()
        let readings = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
        guard process.terminationStatus == 0, readings.map(\.count) == [2, 2] else {
            throw BenchmarkFailure("\(Self.script) failed; it needs `pip install parallel-ssh` for \(python).")
        }
        let contact = Contact("parallel-ssh, the library", hosts: hosts)
        contact.report(login: Stopwatch.Reading(wall: readings[0][0], processor: readings[0][1]))
        contact.report(commands: commands, Stopwatch.Reading(wall: readings[1][0], processor: readings[1][1]))
    }

    /// Beside this package's manifest.
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../parallel-ssh.py").standardized.path
}
