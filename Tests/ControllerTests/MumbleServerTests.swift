import Controller
import Foundation
import Glibc
import TestSupport
import Testing
import Wire

/// Starts a real murmurd from the rendered template, as an agent would, and asks it as a player would.
@Suite struct MumbleServerTests {
    @Test(
        .timeLimit(.minutes(5)),
        arguments: ["Les amis du jeu", "x\"\nusers=99\nport=1\r; \\ {DIR} % \0 @Variant(é", "@Variant(\\0\\0\\0\\x7f)"]
    )
    func `a rendered server answers with its slots and stops cleanly`(name: String) async throws {
        try Requirement.program("/usr/sbin/murmurd", package: "mumble-server")
        let folder = try TemporaryFolder()
        let (address, port) = try Loopback.freePort()
        let program = try ProductShelf.load("\(Repository.templates)/servers").template("mumble")
            .render(
                slots: 7,
                address: address,
                ports: .mumble(port),
                name: name,
                password: "p\"w {DIR} é",
                hostSecret: "untold"
            )
        for file in program.files {
            _ = try folder.write(file.text.inDirectory(folder), to: file.path, mode: file.mode)
        }
        for step in program.prepare {
            let end = try await start(step.arguments, folder, step.standardInput, "prepare.log").end()
            #expect(end == .exit(0), "\(log(folder, "prepare.log"))")
        }

        let server = try start(program.arguments, folder, "", "out.log")
        var answer: MumblePing.Answer?
        let deadline = ContinuousClock.now + .seconds(60)
        while answer == nil, ContinuousClock.now < deadline {
            answer = MumblePing.ask(address, port)
            if answer == nil { try await Task.sleep(for: .milliseconds(50)) }
        }
        kill(server.id, program.stop.signal)
        let end = try await server.end()
        guard case .exit(let code) = end, program.cleanExitCodes.contains(code) else {
            Issue.record("murmurd ended with \(end): \(log(folder, "out.log"))")
            return
        }
        #expect(answer == MumblePing.Answer(users: 0, maximum: 7, bandwidth: 72_000), "\(log(folder, "out.log"))")
        #expect(MumblePing.ask(address, port) == nil)
        #expect(!log(folder, "out.log").contains("Password for 'SuperUser'"))
    }

    private func start(
        _ arguments: [String],
        _ folder: TemporaryFolder,
        _ input: String,
        _ output: String
    ) throws -> ChildProcess {
        try ChildProcess(arguments.map { $0.inDirectory(folder) }, in: folder, input: input, output: output)
    }

    private func log(_ folder: TemporaryFolder, _ name: String) -> String {
        (try? String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)) ?? ""
    }
}

extension String {
    /// What the agent does before it writes or starts anything.
    fileprivate func inDirectory(_ folder: TemporaryFolder) -> String { replacing("{DIR}", with: folder.path) }
}
