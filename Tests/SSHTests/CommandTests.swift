import Foundation
import Glibc
import LoopbackHosts
import SSH
import TestSupport
import Testing

extension SSHTests {
    @Suite struct Command {
        @Test func `exit status, both streams, and the signal`() async throws {
            try await withConnection { connection, _ in
                let failed = try await connection.execute("echo out; echo err >&2; exit 7")
                #expect(
                    failed
                        == ExecResult(
                            output: Array("out\n".utf8),
                            errorOutput: Array("err\n".utf8),
                            exitStatus: 7,
                            exitSignal: nil
                        )
                )
                let killed = try await connection.execute("kill -KILL $$")
                #expect(killed.exitStatus == nil && killed.exitSignal == "KILL")
                #expect(try await connection.execute("exec >&- 2>&-; sleep 0.2; exit 3").exitStatus == 3)
            }
        }

        @Test func `eight megabytes on both streams at once arrive whole`() async throws {
            try await withConnection { connection, host in
                let files = ["out", "err"].map { host.directory.url.appending(path: $0) }
                let wanted = [noise(8 << 20, seed: 3), noise(8 << 20, seed: 4)]
                for (file, bytes) in zip(files, wanted) { try Data(bytes).write(to: file) }
                let result = try await connection.execute(
                    "cat \(files[0].path) & cat \(files[1].path) >&2; wait",
                    outputLimit: 16 << 20
                )
                #expect(result.output == wanted[0])
                #expect(result.errorOutput == wanted[1])
                #expect(result.exitStatus == 0)
            }
        }

        @Test func `four megabytes go in and come back`() async throws {
            try await withConnection { connection, _ in
                let bytes = noise(4 << 20)
                let result = try await connection.execute("cat", input: bytes, outputLimit: 4 << 20)
                #expect(result.output == bytes)
            }
        }

        @Test func `input that nobody reads does not hold the command up`() async throws {
            try await withConnection { connection, _ in
                let result = try await connection.execute("echo done; exit 4", input: noise(8 << 20))
                #expect(result.text == "done" && result.exitStatus == 4)
                try await expectUsable(connection)
            }
        }

        @Test func `keys are exchanged anew in the middle of much output`() async throws {
            try await withConnection(configuration: ["RekeyLimit 1M"]) { connection, _ in
                let bytes = noise(4 << 20)
                let result = try await connection.execute("cat", input: bytes, outputLimit: 4 << 20)
                #expect(result.output == bytes)
            }
        }

        @Test func `too much output is an error and the connection lives on`() async throws {
            try await withConnection { connection, host in
                let error = await sshError { _ = try await connection.execute("yes", outputLimit: 100_000) }
                #expect(
                    error == .outputTooLarge(host: host.endpoint, what: "the command \"yes\"", limit: 100_000)
                )
                try await expectUsable(connection)
            }
        }

        @Test func `a time limit ends the wait and the connection lives on`() async throws {
            try await withConnection { connection, host in
                let start = ContinuousClock.now
                let error = await sshError {
                    _ = try await connection.execute("sleep 600", timeout: .milliseconds(300))
                }
                #expect(
                    error
                        == .timedOut(
                            host: host.endpoint,
                            what: "the command \"sleep 600\"",
                            after: .milliseconds(300)
                        )
                )
                #expect(ContinuousClock.now - start < promptly)
                try await expectUsable(connection)
            }
        }

        @Test func `cancelling closes the channel and the connection lives on`() async throws {
            try await withConnection { connection, host in
                let mark = StartMark(host, "sleep 600")
                let task = Task {
                    await sshError { _ = try await connection.execute(mark.command, timeout: .seconds(600)) }
                }
                #expect(await mark.appears())
                let waiting = Task { await sshError { _ = try await connection.execute("echo queued") } }
                try await Task.sleep(for: .milliseconds(50))
                waiting.cancel()
                #expect(await waiting.value == .cancelled(host: host.endpoint, what: "the command \"echo queued\""))
                let start = ContinuousClock.now
                task.cancel()
                #expect(await task.value == .cancelled(host: host.endpoint, what: "the command \"\(mark.command)\""))
                #expect(ContinuousClock.now - start < promptly)
                try await expectUsable(connection)
            }
        }

        @Test func `a task that is cancelled already sends nothing`() async throws {
            try await withConnection { connection, host in
                let mark = host.directory.url.appending(path: "mark").path
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return await sshError { _ = try await connection.execute("touch \(mark)") }
                }
                guard case .cancelled = await task.value else {
                    Issue.record("not cancelled")
                    return
                }
                try await expectUsable(connection)
                #expect(!FileManager.default.fileExists(atPath: mark))
            }
        }

        @Test func `a connection cut in the middle is noticed at once`() async throws {
            try await withConnection { connection, host in
                let mark = StartMark(host, "sleep 600")
                let running = Task {
                    await sshError { _ = try await connection.execute(mark.command, timeout: .seconds(600)) }
                }
                #expect(await mark.appears())
                let waiting = Task { await sshError { _ = try await connection.execute("echo queued") } }
                try await Task.sleep(for: .milliseconds(100))
                let start = ContinuousClock.now
                host.sshd.cutConnections()
                for task in [running, waiting] {
                    guard case .disconnected = await task.value else {
                        Issue.record("not disconnected")
                        continue
                    }
                }
                #expect(ContinuousClock.now - start < promptly)
                #expect(!connection.isOpen)
            }
        }

        @Test func `an idle connection that is cut is found closed`() async throws {
            try await withConnection { connection, host in
                _ = try await connection.execute("true")
                host.sshd.cutConnections()
                #expect(await eventually { !connection.isOpen })
            }
        }

        @Test func `a command that is too long is refused here`() async throws {
            try await withConnection { connection, _ in
                let error = await sshError { _ = try await connection.execute(String(repeating: "x", count: 40_000)) }
                guard case .refused = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                let long = "echo " + String(repeating: "x", count: 31_990)
                let size = try await connection.execute(long).output.count
                #expect(size == 31_991)
            }
        }

        @Test func `a server that opens no session says so and the connection lives on`() async throws {
            try await withConnection(configuration: ["MaxSessions 0"]) { connection, host in
                let error = await sshError { _ = try await connection.execute("true") }
                guard case .refused = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                #expect(connection.isOpen)
            }
        }
    }
}
