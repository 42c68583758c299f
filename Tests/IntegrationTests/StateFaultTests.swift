import Foundation
import TestSupport
import Testing

/// State directories that are in use, damaged or too new.
@Suite(.timeLimit(.minutes(15))) struct StateFaultTests {
    @Test func `one controller at a time; the other is told the holder's process`() async throws {
        let lab = try await TemporaryLab()
        let serve = try ServeProcess(lab)
        defer { serve.kill() }
        try await eventually("the first controller holds the state") { serve.holdsLock }
        for words in [["serve"], ["tick"]] {
            let second = try await LessorProgram.run(words, state: lab.state)
            #expect(second.status == 75, "\(words): \(second.errors)")
            #expect(second.errors.contains("process \(serve.identifier)"), "\(words): \(second.errors)")
        }
        #expect(serve.isRunning)
        serve.kill()
        // Killed without warning it leaves nothing that keeps the next one out.
        #expect(try await lab.run("tick").status == 0)
    }

    @Test func `overwritten bytes in the database`() async throws {
        let lab = try await TemporaryLab()
        try await lab.openClient()
        let database = lab.state + "/lessor.db"
        for (offset, count) in [(3 * 4096, 8 * 4096), (0, 100)] {
            let file = try #require(FileHandle(forUpdatingAtPath: database))
            try file.seek(toOffset: UInt64(offset))
            try file.write(contentsOf: Data(repeating: 0x5A, count: count))
            try file.close()
            for words in [["account", "list"], ["tick"], ["ledger", "verify"], ["serve"]] {
                let result = try await LessorProgram.run(words, state: lab.state)
                #expect(result.status == 65, "\(words): \(result.errors)")
                #expect(result.errors.contains("are damaged"), "\(words): \(result.errors)")
            }
        }
    }

    @Test func `a newer schema is left alone`() async throws {
        try Requirement.program("/usr/bin/python3", package: "python3")
        let lab = try await TemporaryLab()
        let insert = """
            import sqlite3, sys
            books = sqlite3.connect(sys.argv[1])
            books.execute("INSERT INTO grdb_migrations VALUES ('v99')")
            books.commit()
            """
        let made = try await LessorProgram.execute(["/usr/bin/python3", "-c", insert, lab.state + "/lessor.db"])
        try #require(made.status == 0, "\(made.errors)")
        for words in [["account", "list"], ["tick"], ["serve"]] {
            let result = try await LessorProgram.run(words, state: lab.state)
            #expect(result.status == 65, "\(words): \(result.errors)")
            #expect(result.errors.contains("schema v99") && result.errors.contains("newer Lessor"), "\(result.errors)")
        }
    }

    @Test func `SIGTERM ends serve cleanly, and the next one begins at once`() async throws {
        let lab = try await TemporaryLab()
        let serve = try ServeProcess(lab)
        defer { serve.kill() }
        try await eventually("the controller has started") { serve.hasStarted }
        #expect(serve.terminate() == 0)
        #expect(try await lab.run("tick").status == 0)
        #expect(try await lab.run("ledger", "verify").status == 0)
    }

    /// There is no command that moves a due date; whoever writes into the books by hand is found out.
    @Test func `a due date moved by hand`() async throws {
        try Requirement.program("/usr/bin/python3", package: "python3")
        let lab = try await TemporaryLab()
        try await lab.openClient()
        let move = """
            import sqlite3, sys
            books = sqlite3.connect(sys.argv[1])
            state = books.execute("SELECT state FROM account").fetchone()[0]
            moved = state.replace('"slots":10', '"slots":20')
            assert moved != state
            books.execute("UPDATE account SET state = ?", (moved,))
            books.commit()
            """
        let made = try await LessorProgram.execute(["/usr/bin/python3", "-c", move, lab.state + "/lessor.db"])
        try #require(made.status == 0, "\(made.errors)")
        let verified = try await lab.run("ledger", "verify")
        #expect(verified.status == 2)
        #expect(verified.output.contains("not whole") && verified.output.contains("A-1001"), "\(verified.output)")
        let asked = try await lab.run("subscription", "resize", "S-1001", "--slots", "10", "--due", "2030-01-01")
        #expect(asked.status == 64)
    }

    @Test func `mail goes through the command that is configured, and waits while it fails`() async throws {
        let lab = try await TemporaryLab()
        let command = lab.folder.path + "/sendmail"
        func configure(_ script: String) throws {
            try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: command))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: command)
        }
        try configure("exit 75")
        try Data("sendmail: \(command)\n".utf8).write(to: URL(filePath: lab.state + "/settings.yaml"))
        try await lab.openClient()
        let failing = try await lab.run("tick")
        #expect(failing.status == 2)
        #expect(failing.output.contains("R6.1-02"), "\(failing.output)")
        #expect(try await lab.run("account", "list").output.contains("created"))
        try configure("cat >> '\(lab.folder.path)/sent'")
        #expect(try await lab.run("clock", "advance", "1h").status == 0)
        let sent = try String(contentsOfFile: lab.folder.path + "/sent", encoding: .utf8)
        #expect(sent.contains("To: ") && sent.contains("X-Lessor-Rule: R6.1-02"))
        #expect(try await lab.run("account", "list").output.contains("active"))
        #expect(!FileManager.default.fileExists(atPath: lab.state + "/mail"))
    }
}
