import Foundation
import Glibc
import LoopbackHosts
import SSH
import TestSupport
import Testing

/// What the SSH module uses of the machine, measured in processes of their own, since the other tests share this one.
@Suite(.timeLimit(.minutes(5))) struct ResourceTests {
    @Test func `no descriptor or thread is left, whatever became of a connection`() async {
        await #expect(processExitsWith: .success) {
            try await withLoopbackSSHD { host in
                for _ in 0..<2 { try await useEverything(host) }
                let descriptors = entries("fd")
                for _ in 0..<4 { try await useEverything(host) }
                #expect(await eventually { entries("fd") <= descriptors })
                // Swift's own pool is of two or three threads.
                #expect(await eventually { entries("task") <= 8 })
            }
        }
    }

    @Test func `no memory is left by uploads that end in the middle`() async {
        await #expect(processExitsWith: .success) {
            try await withLoopbackSSHD { host in
                let client = SSHClient()
                let bytes = [UInt8](repeating: 1, count: 32 << 20)
                for _ in 0..<3 { try await abandonUploads(bytes, client, host) }
                let memory = residentMemory()
                for _ in 0..<12 { try await abandonUploads(bytes, client, host) }
                // What libssh2 forgets of 48 uploads is four megabytes; the rest is Swift's own ups and downs.
                let growth = residentMemory() - memory
                #expect(growth < 1800, "\(growth) kB more than before")
                await client.shutdown()
            }
        }
    }

    @Test func `waiting costs no processor time`() async {
        await #expect(processExitsWith: .success) {
            try await withConnection { connection, host in
                let client = SSHClient()
                let idle = try await host.connect(client)
                let stream = try await connection.openStream("sleep 0.1; echo unread; sleep 600")
                let beside = try await host.connect(client)
                async let waiting = sshError { _ = try await beside.execute("sleep 600", timeout: .milliseconds(2500)) }
                let silent = try BadServer()
                async let greeting = sshError {
                    _ = try await host.connect(client, to: silent.endpoint, timeout: .milliseconds(2500))
                }
                try await Task.sleep(for: .milliseconds(500))
                let before = processorTime()
                try await Task.sleep(for: .milliseconds(1500))
                #expect(processorTime() - before < 0.1)
                _ = await (waiting, greeting)
                #expect(try await stream.readLine() == Array("unread".utf8))
                #expect(idle.isOpen)
                await client.shutdown()
            }
        }
    }
}

private func entries(_ name: String) -> Int {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(name)").count) ?? 0
}

/// Kilobytes.
private func residentMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
}

/// Seconds that this process has computed.
private func processorTime() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1e6 }.reduce(0, +)
}

/// Good and bad ends of connections, commands, streams and uploads, some simply forgotten.
private func useEverything(_ host: LoopbackHost) async throws {
    let client = SSHClient()
    let silent = try BadServer()
    let stranger = try KeyPair.make(in: host.directory.url, name: "stranger")
    for _ in 0..<3 { _ = try await host.connect(client).execute("true") }
    _ = await sshError { _ = try await host.connect(client, key: stranger) }
    _ = await sshError { _ = try await host.connect(client, to: silent.endpoint, timeout: .milliseconds(50)) }
    let connection = try await host.connect(client)
    _ = try await connection.openStream("cat")
    _ = await sshError { _ = try await connection.execute("sleep 60", timeout: .milliseconds(50)) }
    _ = await sshError { try await connection.upload([1], to: "/nowhere/at/all") }
    try await useAndCut(client, host)
    let late = try await host.connect(client)
    let mark = StartMark(host, "sleep 600")
    let ended = Task { await sshError { _ = try await late.execute(mark.command, timeout: .seconds(600)) } }
    #expect(await mark.appears())
    await client.shutdown()
    #expect(await ended.value == .disconnected(host: host.endpoint, during: "the command \"\(mark.command)\""))
    #expect(await sshError { _ = try await host.connect(client) } == .clientStopped(host: host.endpoint))
}

/// A command and an upload whose connections end in the middle, and an upload that runs out of time.
private func useAndCut(_ client: SSHClient, _ host: LoopbackHost) async throws {
    let bytes = [UInt8](repeating: 1, count: 32 << 20)
    let late = try await host.connect(client)
    _ = await sshError { try await late.upload(bytes, to: "late", timeout: .milliseconds(20)) }
    let command = try await host.connect(client)
    let upload = try await host.connect(client)
    let running = Task { await sshError { _ = try await command.execute("sleep 60") } }
    let sending = Task { await sshError { for _ in 0..<50 { try await upload.upload(bytes, to: "cut") } } }
    try await Task.sleep(for: .milliseconds(50))
    host.sshd.cutConnections()
    _ = await (running.value, sending.value)
}

/// Four uploads that run out of time in the middle.
private func abandonUploads(_ bytes: [UInt8], _ client: SSHClient, _ host: LoopbackHost) async throws {
    try await withThrowingTaskGroup { group in
        for number in 0..<4 {
            let connection = try await host.connect(client)
            group.addTask {
                let error = await sshError {
                    try await connection.upload(bytes, to: "late\(number)", timeout: .milliseconds(30))
                }
                if case .timedOut = error { return }
                Issue.record("\(String(describing: error))")
            }
        }
        try await group.waitForAll()
    }
}
