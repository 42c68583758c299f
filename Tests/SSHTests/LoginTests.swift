import Foundation
import LoopbackHosts
import SSH
import TestSupport
import Testing

extension SSHTests {
    @Suite struct Login {
        @Test func `a good key logs in and the host's key is known`() async throws {
            try await withConnection { connection, host in
                #expect(connection.isOpen)
                #expect(try connection.hostKey == host.hostKey())
                let result = try await connection.execute("id -un; echo $HOME")
                #expect(result.text == "\(host.sshd.user)\n\(host.sshd.home.path)")
                #expect(result.exitStatus == 0)
                await connection.close()
                #expect(!connection.isOpen)
                let error = await sshError { _ = try await connection.execute("true") }
                #expect(error == .disconnected(host: host.endpoint, during: "the command \"true\""))
            }
        }

        @Test func `a key that is not authorized is refused`() async throws {
            try await withLoopbackSSHD { host in
                let stranger = try KeyPair.make(in: host.directory.url, name: "stranger")
                let client = SSHClient()
                let error = await sshError { _ = try await host.connect(client, key: stranger) }
                let fingerprint = try SSHPrivateKey(path: stranger.path).fingerprint
                #expect(error == .keyRefused(host: host.endpoint, user: host.sshd.user, key: fingerprint))
                #expect(mentions(error, "authorized_keys"))
                await client.shutdown()
            }
        }

        @Test func `a changed host key names both fingerprints and nothing is sent`() async throws {
            try await withLoopbackSSHD { host in
                let other = try HostKey(line: KeyPair.make(in: host.directory.url, name: "other").publicLine)
                let client = SSHClient()
                let error = await sshError { _ = try await host.connect(client, hostKey: .pinned(other)) }
                #expect(try error == .hostKeyMismatch(host: host.endpoint, expected: other, got: host.hostKey()))
                let text = String(describing: try #require(error))
                let shown = try host.hostKey().fingerprint
                #expect(text.contains(other.fingerprint) && text.contains(shown))
                #expect(
                    await eventually {
                        host.sshd.log.contains("Connection closed by") || host.sshd.log.contains("Connection reset by")
                    }
                )
                // sshd names the user in its log as soon as a request to log in has arrived.
                #expect(!host.sshd.log.contains("user \(host.sshd.user)") && !host.sshd.log.contains("Accepted"))
                await client.shutdown()
            }
        }

        @Test func `a host key that is now of another type names both fingerprints`() async throws {
            var options = LoopbackSSHD.Options()
            options.hostKeyTypes = [.ecdsa]
            try await withLoopbackSSHD(options) { host in
                let old = try HostKey(line: KeyPair.make(in: host.directory.url, name: "old").publicLine)
                let client = SSHClient()
                let error = await sshError { _ = try await host.connect(client, hostKey: .pinned(old)) }
                #expect(try error == .hostKeyMismatch(host: host.endpoint, expected: old, got: host.hostKey(.ecdsa)))
                await client.shutdown()
            }
        }

        @Test(arguments: [LoopbackSSHD.KeyType.ed25519, .ecdsa])
        func `a server with two host keys raises no false alarm`(type: LoopbackSSHD.KeyType) async throws {
            try await withLoopbackSSHD { host in
                let client = SSHClient()
                let pinned = try host.hostKey(type)
                #expect(try await host.connect(client, hostKey: .pinned(pinned)).hostKey == pinned)
                await client.shutdown()
            }
        }

        @Test func `the first contact prefers ed25519`() async throws {
            try await withLoopbackSSHD { host in
                let client = SSHClient()
                let seen = try await host.connect(client, hostKey: .acceptFirst).hostKey
                #expect(try seen == host.hostKey())
                await client.shutdown()
            }
        }

        @Test func `a name is looked up and an unknown one is named`() async throws {
            try await withLoopbackSSHD { host in
                let client = SSHClient()
                let local = SSHEndpoint(address: "localhost", port: host.sshd.port)
                let connection = try await host.connect(client, to: local)
                #expect(connection.isOpen)
                let nowhere = SSHEndpoint(address: "nowhere.invalid", port: 22)
                let error = await sshError { _ = try await host.connect(client, to: nowhere) }
                guard case .unreachable(nowhere, .unknownName) = error else {
                    Issue.record("\(String(describing: error))")
                    return
                }
                await client.shutdown()
            }
        }

        @Test func `algorithms that libssh2 lacks are explained`() async throws {
            var options = LoopbackSSHD.Options()
            options.configuration = ["Ciphers chacha20-poly1305@openssh.com"]
            try await withLoopbackSSHD(options) { host in
                let client = SSHClient()
                let error = await sshError { _ = try await host.connect(client) }
                #expect(error == .algorithms(host: host.endpoint))
                #expect(mentions(error, "aes256-ctr"))
                await client.shutdown()
            }
        }

        @Test func `a caller that MaxStartups drops comes again`() async throws {
            var options = LoopbackSSHD.Options()
            options.configuration = ["MaxStartups 2:100:2"]
            try await withLoopbackSSHD(options) { host in
                let client = SSHClient(maximumHandshakesPerHost: 12)
                try await withThrowingTaskGroup { group in
                    for _ in 0..<12 { group.addTask { _ = try await host.connect(client, timeout: promptly) } }
                    try await group.waitForAll()
                }
                #expect(host.sshd.log.contains("MaxStartups"), "the server dropped nobody, so nothing was tested")
                await client.shutdown()
            }
        }
    }
}
