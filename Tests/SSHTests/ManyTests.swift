import Foundation
import LoopbackHosts
import SSH
import TestSupport
import Testing

extension SSHTests {
    @Suite struct Many {
        @Test func `fifty connections at once leave Swift's pool free`() async throws {
            var options = LoopbackSSHD.Options()
            options.otherAddresses = (2...10).map { "127.0.0.\($0)" }
            try await withLoopbackSSHD(options) { host in
                let client = SSHClient()
                let connections = try await withThrowingTaskGroup(of: SSHConnection.self) { group in
                    for number in 1...50 {
                        group.addTask {
                            let endpoint = SSHEndpoint(address: "127.0.0.\(number % 10 + 1)", port: host.sshd.port)
                            let connection = try await host.connect(client, to: endpoint, timeout: .seconds(120))
                            let result = try await connection.execute("echo \(number)")
                            #expect(result.text == "\(number)")
                            return connection
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                // All at once again, on the open connections. The commands end when a task of the pool says so, which it
                // cannot where waiting for commands holds the pool's threads.
                let folder = host.directory.url
                let commands = (1...50).map {
                    StartMark(host, "until [ -e \(folder.path)/go ]; do sleep 0.2; done; echo \($0)")
                }
                try await withThrowingTaskGroup { group in
                    for (connection, mark) in zip(connections, commands) {
                        group.addTask {
                            let answer = try await connection.execute(mark.command, timeout: .seconds(120))
                            #expect(mark.command.hasSuffix(" \(answer.text)"))
                        }
                    }
                    for mark in commands { #expect(await mark.appears()) }
                    try Data().write(to: folder.appending(path: "go"))
                    try await group.waitForAll()
                }
                await client.shutdown()
                #expect(connections.allSatisfy { !$0.isOpen })
            }
        }

        @Test func `a silent host delays nobody`() async throws {
            let silent = try BadServer()
            try await withLoopbackSSHD { host in
                let client = SSHClient(maximumHandshakes: 2)
                let stuck = (0..<6).map { _ in
                    Task {
                        await sshError {
                            _ = try await host.connect(client, to: silent.endpoint, timeout: .seconds(600))
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                _ = try await host.connect(client, timeout: promptly)
                await client.shutdown()
                for task in stuck { #expect(await task.value != nil) }
            }
        }
    }
}
