import Foundation

/// `lessor serve` on a lab, until it is killed.
final class ServeProcess {
    private let process = Process()
    private let state: String
    private let logPath: String

    init(_ lab: TemporaryLab) throws {
        state = lab.state
        logPath = lab.folder.path + "/serve.log"
        _ = FileManager.default.createFile(atPath: logPath, contents: nil)
        let output = try FileHandle(forWritingTo: URL(filePath: logPath))
        let words =
            LessorProgram.entry + ["/usr/bin/env", LessorProgram.lessor, "serve", "--state", state, "--interval", "1"]
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = ["LESSOR_TEMPLATES": LessorProgram.source + "/Templates", "PATH": "/usr/bin:/bin"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
    }

    deinit { kill() }

    var identifier: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// Whether it says that it is the controller of its state.
    var holdsLock: Bool {
        (try? String(contentsOfFile: state + "/controller.lock", encoding: .utf8)) == "\(identifier)\n"
    }

    /// Whether its first pass has begun; it listens to signals by then.
    var hasStarted: Bool {
        let log = (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? ""
        return log.contains("controller started")
    }

    /// Asks it to end, and returns its status.
    func terminate() -> Int32 {
        Foundation.kill(identifier, SIGTERM)
        process.waitUntilExit()
        return process.terminationStatus
    }

    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(identifier, SIGKILL)
        process.waitUntilExit()
    }
}
