import Foundation
import LoopbackHosts
import SSH
import TestSupport
import Testing

extension SSHTests {
    @Suite struct Stream {
        @Test func `requests and answers of up to four megabytes`() async throws {
            try await withConnection { connection, _ in
                let stream = try await connection.openStream("cat")
                for size in [0, 1, 70_000, 4 << 20, 10] {
                    let line = [UInt8](repeating: 0x61, count: size)
                    try await stream.write(line + [0x0A])
                    #expect(try await stream.readLine() == line)
                }
                try await stream.write(Array("one\ntwo\n".utf8))
                #expect(try await stream.readLine() == Array("one".utf8))
                #expect(try await connection.execute("echo beside").text == "beside")
                #expect(try await stream.readLine() == Array("two".utf8))
                await stream.close()
                guard case .disconnected = await sshError({ _ = try await stream.readLine() }) else {
                    Issue.record("read from a closed stream")
                    return
                }
                #expect(connection.isOpen)
            }
        }

        @Test func `a forced command answers whatever is asked`() async throws {
            try await withConnection(authorizedOptions: "restrict,command=\"tr a-z A-Z\"") { connection, _ in
                let stream = try await connection.openStream("anything")
                try await stream.write(Array("hello\n".utf8) + noise(0))
                await stream.close()
                let result = try await connection.execute("rm -rf /", input: Array("hello".utf8))
                #expect(result.text == "HELLO")
            }
        }

        @Test func `a command that ends tells how and why`() async throws {
            try await withConnection { connection, host in
                let command = "echo first; echo no such agent >&2; exit 127"
                let stream = try await connection.openStream(command)
                #expect(try await stream.readLine() == Array("first".utf8))
                let error = await sshError { _ = try await stream.readLine() }
                #expect(
                    error
                        == .commandEnded(
                            host: host.endpoint,
                            command: command,
                            status: 127,
                            said: "no such agent"
                        )
                )
                try await expectUsable(connection)
            }
        }

        @Test func `a line that is too long, and one that does not come`() async throws {
            try await withConnection { connection, host in
                var stream = try await connection.openStream("yes | tr -d '\\n'")
                let long = await sshError { _ = try await stream.readLine(limit: 10_000) }
                guard case .outputTooLarge(host.endpoint, _, 10_000) = long else {
                    Issue.record("\(String(describing: long))")
                    return
                }
                stream = try await connection.openStream("cat")
                let late = await sshError { _ = try await stream.readLine(timeout: .milliseconds(200)) }
                guard case .timedOut = late else {
                    Issue.record("\(String(describing: late))")
                    return
                }
                // A late answer must not be taken for the next one.
                #expect(await sshError { try await stream.write([0x0A]) } != nil)
                try await expectUsable(connection)
            }
        }

        @Test func `a stream whose connection is cut`() async throws {
            try await withConnection { connection, host in
                let stream = try await connection.openStream("cat")
                let reading = Task { await sshError { _ = try await stream.readLine(timeout: .seconds(60)) } }
                try await Task.sleep(for: .milliseconds(100))
                host.sshd.cutConnections()
                guard case .disconnected = await reading.value else {
                    Issue.record("not disconnected")
                    return
                }
                #expect(!connection.isOpen)
            }
        }

        @Test func `a command that answers while it is being written to does not block`() async throws {
            try await withConnection { connection, _ in
                let stream = try await connection.openStream("cat")
                let lines = (0..<6).map { Data(noise(1 << 20, seed: $0)).base64EncodedString() }
                try await stream.write(Array(lines.joined(separator: "\n").utf8) + [0x0A])
                for line in lines { #expect(try await stream.readLine() == Array(line.utf8)) }
            }
        }
    }
}
