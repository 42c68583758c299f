import ControllerCommands
import Foundation
import Subprocess
import TestSupport
import Testing

/// The real programs of this build, run as a person would run them.
enum LessorProgram {
    struct Result: Sendable {
        let status: Int32
        let output: String
        let errors: String
    }

    /// Where the build put the programs: beside the tests.
    static var folder: String {
        URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    }

    static var lessor: String { folder + "/lessor" }
    static var agent: String { folder + "/lessor-agent" }

    /// The source tree, for `Templates`.
    static var source: String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path
    }

    /// Runs `lessor` with these arguments.
    static func run(_ arguments: [String], state: String = "/nonexistent") async throws -> Result {
        try await execute(["LESSOR_STATE=\(state)", "LESSOR_TEMPLATES=\(source)/Templates", lessor] + arguments)
    }

    /// Words before each command, which put it elsewhere: into another network.
    @TaskLocal static var entry: [String] = []

    /// Runs a program by its path, after `NAME=value` words for its environment.
    static func execute(_ words: [String]) async throws -> Result {
        let result = try await Subprocess.run(
            .name("env"),
            arguments: Arguments(entry + (entry.isEmpty ? [] : ["env"]) + words),
            output: .string(limit: 4 << 20),
            error: .string(limit: 1 << 20)
        )
        let status: Int32 =
            switch result.terminationStatus {
            case .exited(let code): Int32(code)
            default: -1
            }
        return Result(status: status, output: result.standardOutput, errors: result.standardError)
    }
}

/// A lab's state directory in a temporary folder.
final class TemporaryLab {
    let folder: URL
    var state: String { folder.path + "/state" }

    /// - Parameter real: Follows this machine's clock, as no lab does.
    init(real: Bool = false) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "lessor-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let made = try await run(["init"] + (real ? [] : ["--lab", "--at", "2026-01-31 10:00"]))
        try #require(made.status == 0, "\(made.errors)")
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    @discardableResult
    func run(_ arguments: String...) async throws -> LessorProgram.Result { try await run(arguments) }

    @discardableResult
    func run(_ arguments: [String]) async throws -> LessorProgram.Result {
        try await LessorProgram.run(arguments, state: state)
    }

    /// An account that is active and has ordered a server, which no host runs yet.
    func openClient(_ number: Int = 1001, slots: Int = 10) async throws {
        try await openAccount(number)
        let words = ["order", "place", "A-\(number)", "--product", "mumble", "--slots", "\(slots)", "--accept-terms"]
        let ordered = try await run(words)
        try #require(ordered.status == 0, "\(ordered.errors)")
    }

    /// An account that has ordered nothing yet.
    func openAccount(_ number: Int) async throws {
        let opened = try await run("account", "open", "--name", "Test Client", "--email", "client@example.com")
        try #require(opened.status == 0 && opened.output.contains("A-\(number)"), "\(opened.output)\(opened.errors)")
    }
}
