import Foundation
import LoopbackHosts
import SSH
import TestSupport
import Testing

extension SSHTests {
    @Suite struct Upload {
        @Test func `twenty megabytes arrive whole, with their mode`() async throws {
            try await withConnection { connection, host in
                let bytes = noise(20 << 20)
                let source = host.directory.url.appending(path: "source")
                try Data(bytes).write(to: source)
                let goal = host.sshd.home.appending(path: "agent")
                try await connection.upload(file: source.path, to: goal.path, mode: 0o751)
                #expect(try [UInt8](Data(contentsOf: goal)) == bytes)
                let mode = try FileManager.default.attributesOfItem(atPath: goal.path)[.posixPermissions] as? Int
                #expect(mode == 0o751)

                try await connection.upload(Array("short".utf8), to: goal.path, mode: 0o666)
                #expect(try String(contentsOf: goal, encoding: .utf8) == "short")
                try await connection.upload([], to: "empty")
                #expect(try Data(contentsOf: host.sshd.home.appending(path: "empty")).isEmpty)
                try await expectUsable(connection)
            }
        }

        @Test func `a path that cannot be written is named and the connection lives on`() async throws {
            try await withConnection { connection, host in
                for path in ["/nowhere/at/all", "/proc/agent", host.sshd.home.path] {
                    let error = await sshError { try await connection.upload([1, 2, 3], to: path) }
                    guard case .transferFailed(host.endpoint, path, _) = error else {
                        Issue.record("\(String(describing: error))")
                        continue
                    }
                }
                let missing = host.directory.url.appending(path: "missing").path
                let error = await sshError { try await connection.upload(file: missing, to: "x") }
                #expect(mentions(error, missing))
                try await expectUsable(connection)
            }
        }

        @Test func `an sshd without an sftp subsystem is told from one that opens no session`()
            async throws
        {
            try await withConnection(hasSFTP: false) { connection, host in
                let error = await sshError { try await connection.upload([1], to: "agent") }
                #expect(error == .noFileTransfer(host: host.endpoint, path: "agent"))
                #expect(mentions(error, "\"Subsystem sftp internal-sftp\"") && !mentions(error, "MaxSessions"))
                try await expectUsable(connection)
            }
            try await withConnection(configuration: ["MaxSessions 0"]) { connection, _ in
                let error = await sshError { try await connection.upload([1], to: "agent") }
                #expect(mentions(error, "MaxSessions") && connection.isOpen)
            }
        }

        @Test func `a full disk is an error and the connection lives on`() async throws {
            try await withConnection { connection, host in
                let error = await sshError { try await connection.upload(noise(1 << 20), to: "/dev/full") }
                guard case .transferFailed = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                try await expectUsable(connection)
            }
        }

        @Test func `an upload that is cut or out of time`() async throws {
            try await withLoopbackSSHD { host in
                let client = SSHClient()
                let goal = host.sshd.home.appending(path: "big").path
                let bytes = [UInt8](repeating: 1, count: 256 << 20)
                var connection = try await host.connect(client)
                let late = await sshError {
                    try await connection.upload(bytes, to: goal, timeout: .milliseconds(50))
                }
                #expect(
                    late
                        == .timedOut(
                            host: host.endpoint,
                            what: "the upload of \(goal)",
                            after: .milliseconds(50)
                        )
                )
                #expect(!connection.isOpen)

                connection = try await host.connect(client)
                // The first one may have been cut before it made the file.
                try? FileManager.default.removeItem(atPath: goal)
                let cut = Task { [connection] in await sshError { try await connection.upload(bytes, to: goal) } }
                #expect(await eventually { size(goal) > 1 << 20 })
                host.sshd.cutConnections()
                #expect(await cut.value == .disconnected(host: host.endpoint, during: "the upload of \(goal)"))
                await client.shutdown()
            }
        }

        private func size(_ path: String) -> Int {
            (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        }
    }
}
