import Foundation
import Glibc
import LoopbackHosts
import SSH
import TestSupport
import Testing

@Suite struct LoopbackTests {
    private func isAlive(_ process: Int32) -> Bool {
        guard let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
        return !stat.contains(") Z ")
    }

    /// Has a command detach a process from its connection, and tells its number.
    private func detach(_ host: LoopbackHost) async throws -> Int32 {
        let client = SSHClient()
        let connection = try await host.connect(client)
        let result = try await connection.execute("setsid sleep 600 >/dev/null 2>&1 </dev/null & echo $!")
        await client.shutdown()
        return try #require(Int32(result.text))
    }

    @Test func `stopping spares what has detached itself, and the leftovers end too when asked`() async throws {
        let (process, directory) = try await withLoopbackSSHD { host in
            let process = try await detach(host)
            host.sshd.stop()
            #expect(isAlive(process))
            #expect(!isAlive(host.sshd.processIdentifier))
            host.sshd.stop()
            return (process, host.directory.path)
        }
        #expect(await eventually { !isAlive(process) })
        #expect(!FileManager.default.fileExists(atPath: directory))
    }

    @Test func `started again in the same directory it is the same host`() async throws {
        try await withLoopbackSSHD { host in
            let key = try host.hostKey()
            let process = try await detach(host)
            host.sshd.stop()
            var options = LoopbackSSHD.Options()
            options.port = host.sshd.port
            let again = try await LoopbackSSHD.start(in: host.sshd.directory, options: options)
            let client = SSHClient()
            let connection = try await host.connect(client, hostKey: .pinned(key))
            try await expectUsable(connection)
            await client.shutdown()
            LoopbackSSHD.endEverything(in: host.sshd.directory)
            #expect(await eventually { !isAlive(again.processIdentifier) && !isAlive(process) })
            again.stop()
        }
    }

    @Test func `a configuration that sshd refuses is told with its reason`() async throws {
        let directory = try TemporaryDirectory()
        var options = LoopbackSSHD.Options()
        options.configuration = ["NoSuchKeyword yes"]
        await #expect {
            _ = try await LoopbackSSHD.start(in: directory.url, options: options)
        } throws: {
            "\($0)".contains("NoSuchKeyword")
        }
    }
}
