import Controller
import Foundation
import Synchronization

/// `lessor serve` as a process of its own, so that it can be ended as roughly as a machine can end it.
final class ControllerProcess: Sendable {
    private let executable: String
    private let state: StateDirectory
    private let process = Mutex<Process?>(nil)

    init(executable: String, state: StateDirectory) {
        self.executable = executable
        self.state = state
    }

    var wasStarted: Bool { process.withLock { $0 != nil } }

    private var logPath: String { state.path + "/controller.log" }

    var log: String {
        let text = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(20).joined(separator: "\n")
    }

    func start() throws {
        if !FileManager.default.fileExists(atPath: logPath) {
            _ = FileManager.default.createFile(atPath: logPath, contents: nil)
        }
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: logPath))
        try file.seekToEnd()
        let child = Process()
        child.executableURL = URL(fileURLWithPath: executable)
        child.arguments = ["serve", "--state", state.path, "--interval", "1", "--log-level", "warning"]
        child.standardInput = FileHandle.nullDevice
        child.standardOutput = file
        child.standardError = file
        try child.run()
        try file.close()
        process.withLock { $0 = child }
    }

    func kill() {
        process.withLock { child in
            guard let running = child, running.isRunning else { return }
            Foundation.kill(running.processIdentifier, SIGKILL)
            running.waitUntilExit()
            child = nil
        }
    }

    /// Asks it to end, and insists after five seconds.
    func stop() async {
        guard let child = process.withLock({ $0 }), child.isRunning else { return }
        child.terminate()
        for _ in 0..<100 where child.isRunning {
            try? await Task.sleep(for: .milliseconds(50))
        }
        kill()
    }
}
