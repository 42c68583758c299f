import Foundation
import LoopbackHosts
import SSH
import TestSupport
import Testing

extension SSHTests {
    @Suite struct Unreachable {
        /// What comes of connecting there, and how long it took.
        private func attempt(_ endpoint: SSHEndpoint, _ timeout: Duration) async throws -> (SSHError?, Duration) {
            let directory = try TemporaryDirectory()
            let key = try SSHPrivateKey(path: KeyPair.make(in: directory.url).path)
            let client = SSHClient()
            let start = ContinuousClock.now
            let error = await sshError {
                _ = try await client.connect(
                    to: endpoint,
                    as: "root",
                    key: key,
                    hostKey: .acceptFirst,
                    timeout: timeout
                )
            }
            let time = ContinuousClock.now - start
            await client.shutdown()
            return (error, time)
        }

        @Test func `a port where nobody listens`() async throws {
            var server: BadServer? = try BadServer()
            let endpoint = try #require(server).endpoint
            server = nil
            let (error, time) = try await attempt(endpoint, .seconds(600))
            #expect(error == .unreachable(host: endpoint, reason: .refused))
            #expect(time < promptly)
        }

        @Test func `a server that says nothing runs out of time`() async throws {
            let server = try BadServer()
            let (error, time) = try await attempt(server.endpoint, .seconds(1))
            #expect(error == .timedOut(host: server.endpoint, what: "its SSH greeting", after: .seconds(1)))
            #expect(time >= .seconds(1) && time < promptly)
        }

        @Test func `a server that greets and then says nothing runs out of time`() async throws {
            let server = try BadServer()
            server.answer("SSH-2.0-Silent\r\n", thenHangUp: false)
            let (error, _) = try await attempt(server.endpoint, .seconds(3))
            #expect(error == .timedOut(host: server.endpoint, what: "the login as root", after: .seconds(3)))
        }

        @Test func `something that is no SSH server`() async throws {
            let server = try BadServer()
            server.answer("220 mail.example ESMTP\r\n", thenHangUp: false)
            let (error, _) = try await attempt(server.endpoint, promptly)
            #expect(
                error == .unreachable(host: server.endpoint, reason: .notSSH(said: "220 mail.example ESMTP"))
            )
        }

        @Test func `a server that greets and sends rubbish`() async throws {
            let server = try BadServer()
            server.answer("SSH-2.0-Rubbish\r\n" + String(repeating: "rubbish ", count: 9000), thenHangUp: true)
            let (error, _) = try await attempt(server.endpoint, promptly)
            #expect(error == .disconnected(host: server.endpoint, during: "the login as root"))
        }

        @Test func `a server that always hangs up`() async throws {
            let server = try BadServer()
            for _ in 0..<200 { server.answer("", thenHangUp: true) }
            let (error, time) = try await attempt(server.endpoint, .seconds(3))
            guard case .unreachable(server.endpoint, .droppedUngreeted(let attempts)) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(attempts > 1)
            #expect(time >= .seconds(3) && time < promptly)
        }

        @Test func `cancelling while it connects`() async throws {
            let server = try BadServer()
            let endpoint = server.endpoint
            let task = Task { try await attempt(endpoint, .seconds(600)) }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            let (error, time) = try await task.value
            #expect(error == .cancelled(host: endpoint, what: "the login as root"))
            #expect(time < promptly)
        }
    }
}
