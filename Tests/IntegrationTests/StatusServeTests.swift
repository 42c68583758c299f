import Foundation
import TestSupport
import Testing

/// `lessor status serve`, as a person starts and ends it.
@Suite struct StatusServeTests {
    private func curl(_ words: String...) async throws -> LessorProgram.Result {
        try Requirement.program("/usr/bin/curl", package: "curl")
        return try await LessorProgram.execute(["/usr/bin/curl", "-s", "-i", "--max-time", "60"] + words)
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `it serves page and data until a signal ends it cleanly`(signal: Int32) async throws {
        let lab = try await TemporaryLab()
        #expect(try await lab.run("tick").status == 0)
        let serving = try StatusServeProcess(lab)
        let url = try await serving.url()
        #expect(url.hasPrefix("http://127.0.0.1:"))
        #expect(try await curl(url).output.contains("<title>Lessor</title>"))
        #expect(try await curl(url + "fleet.json").output.contains("lessor.controller.fleet/"))
        #expect(try await curl(url + "lessor.db").output.hasPrefix("HTTP/1.1 404"))
        #expect(try await curl("-H", "Host: rebound.example", url).output.hasPrefix("HTTP/1.1 421"))
        #expect(serving.end(signal) == 0)
        #expect(try await curl(url).status == 7, "nobody listens any more")
    }

    @Test func `a port that is taken is said in a sentence, with status 69`() async throws {
        let lab = try await TemporaryLab()
        #expect(try await lab.run("tick").status == 0)
        let serving = try StatusServeProcess(lab, ["--public"])
        let port = URL(string: try await serving.url())?.port ?? 0
        let second = try await lab.run("status", "serve", "--port", "\(port)")
        #expect(second.status == 69)
        #expect(second.errors.contains("port \(port) of 127.0.0.1: another program listens there"), "\(second.errors)")
        #expect(try await curl("http://127.0.0.1:\(port)/fleet.json").output.hasPrefix("HTTP/1.1 404"), "--public")
        #expect(serving.end(SIGTERM) == 0)
    }

    @Test func `without status files it says who writes them; serving is not an act of the operator`() async throws {
        let lab = try await TemporaryLab()
        let result = try await lab.run("status", "serve", "--port", "0")
        #expect(result.status == 1 && result.errors.contains("run `lessor serve` or `lessor tick`"), "\(result.errors)")
        #expect(try await !lab.run("ledger", "actions").output.contains("status serve"))
    }
}

/// `lessor status serve` until a signal.
private final class StatusServeProcess {
    private let process = Process()
    private let log: String

    init(_ lab: TemporaryLab, _ options: [String] = []) throws {
        log = lab.folder.path + "/status-serve.log"
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        process.executableURL = URL(filePath: LessorProgram.lessor)
        process.arguments = ["status", "serve", "--state", lab.state, "--port", "0"] + options
        process.environment = ["LESSOR_TEMPLATES": LessorProgram.source + "/Templates", "PATH": "/usr/bin:/bin"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: log))
        try process.run()
    }

    deinit { if process.isRunning { _ = end(SIGKILL) } }

    /// Where it says that it serves.
    func url() async throws -> String {
        var text = ""
        try await eventually("it says where") {
            text = try String(contentsOfFile: log, encoding: .utf8)
            return text.hasSuffix("\n")
        }
        return String(text.dropLast())
    }

    func end(_ signal: Int32) -> Int32 {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationStatus
    }
}
