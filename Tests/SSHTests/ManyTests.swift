import Foundation
import LoopbackHosts
import SSH
import Synchronization
import TestSupport
import Testing

extension SSHTests {
    @Suite struct Many {
        @Test func `fifty connections at once leave Swift's pool free`() async throws {
            var options = LoopbackSSHD.Options()
            options.otherAddresses = (2...10).map { "127.0.0.\($0)" }
            try await withLoopbackSSHD(options) { host in
                let client = SSHClient()
                let ticks = Mutex<[ContinuousClock.Instant]>([])
                let clock = Task {
                    while !Task.isCancelled {
                        ticks.withLock { $0.append(.now) }
                        try await Task.sleep(for: .milliseconds(10))
                    }
                }
                let connections = try await withThrowingTaskGroup(of: SSHConnection.self) { group in
                    for number in 1...50 {
                        group.addTask {
                            let endpoint = SSHEndpoint(address: "127.0.0.\(number % 10 + 1)", port: host.sshd.port)
                            let connection = try await host.connect(client, to: endpoint, timeout: .seconds(60))
                            let result = try await connection.execute("echo \(number)")
                            #expect(result.text == "\(number)")
                            return connection
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                // All at once again, on the open connections.
                try await withThrowingTaskGroup { group in
                    for connection in connections {
                        group.addTask {
                            let answer = try await connection.execute("sleep 0.3; echo x").text
                            #expect(answer == "x")
                        }
                    }
                    try await group.waitForAll()
                }
                clock.cancel()
                let times = ticks.withLock { $0 }
                let longest = zip(times, times.dropFirst()).map { $1 - $0 }.max()
                #expect(try #require(longest) < .seconds(1))
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
                        await sshError { _ = try await host.connect(client, to: silent.endpoint, timeout: .seconds(3)) }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                let start = ContinuousClock.now
                _ = try await host.connect(client)
                #expect(ContinuousClock.now - start < .seconds(1))
                for task in stuck { #expect(await task.value != nil) }
                await client.shutdown()
            }
        }
    }
}
