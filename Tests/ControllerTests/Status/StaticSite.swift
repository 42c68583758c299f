import Foundation
import TestSupport

/// A folder handed out by a web server that knows nothing of Lessor.
final class StaticSite {
    let url: String
    private let process = Process()

    init(folder: String) throws {
        try Requirement.program("/usr/bin/python3", package: "python3")
        let port = try LoopbackPort.free()
        url = "http://127.0.0.1:\(port)/"
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", folder, "\(port)"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        // It says so when it listens.
        _ = output.fileHandleForReading.availableData
    }

    deinit {
        // A child of a pool thread may ignore SIGTERM.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
