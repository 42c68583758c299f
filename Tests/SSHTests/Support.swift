import Foundation
import Glibc
import LoopbackHosts
import SSH
import TestSupport
import Testing

/// All tests against a real sshd: one after another, so that their timing and descriptor counts are their own.
@Suite("SSH against a real sshd", .serialized, .timeLimit(.minutes(5)))
struct SSHTests {}

extension LoopbackHost {
    var endpoint: SSHEndpoint { SSHEndpoint(address: sshd.address, port: sshd.port) }

    func hostKey(_ type: LoopbackSSHD.KeyType = .ed25519) throws -> HostKey {
        try HostKey(line: sshd.hostKeyLine(type))
    }

    func connect(
        _ client: SSHClient,
        to endpoint: SSHEndpoint? = nil,
        key: KeyPair? = nil,
        hostKey: HostKeyPolicy? = nil,
        timeout: Duration = .seconds(15)
    ) async throws -> SSHConnection {
        try await client.connect(
            to: endpoint ?? self.endpoint,
            as: sshd.user,
            key: SSHPrivateKey(path: (key ?? self.key).path),
            hostKey: hostKey ?? .pinned(self.hostKey()),
            timeout: timeout
        )
    }
}

/// Runs `body` with an sshd, a client and a connection, and closes all of them.
func withConnection(
    configuration: [String] = [],
    authorizedOptions: String = "",
    hasSFTP: Bool = true,
    _ body: (SSHConnection, LoopbackHost) async throws -> Void
) async throws {
    var options = LoopbackSSHD.Options()
    options.configuration = configuration
    options.hasSFTP = hasSFTP
    try await withLoopbackSSHD(options, authorizedOptions: authorizedOptions) { host in
        let client = SSHClient()
        do {
            try await body(host.connect(client), host)
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
    }
}

/// The error that `body` throws; a test failure when it throws none.
func sshError(_ body: () async throws -> Void) async -> SSHError? {
    do {
        try await body()
        Issue.record("nothing was thrown")
    } catch let error as SSHError {
        return error
    } catch {
        Issue.record("\(error)")
    }
    return nil
}

/// A listening socket on loopback that does what a test wants of a bad server.
final class BadServer: Sendable {
    let endpoint: SSHEndpoint
    private let descriptor: Int32

    /// - Parameter backlog: Connections are accepted by the kernel, and nobody ever reads them.
    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port: UInt16? = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && listen(descriptor, 8) == 0 && getsockname(descriptor, $0, &size) == 0
            } ? UInt16(bigEndian: pointer.pointee.sin_port) : nil
        }
        endpoint = SSHEndpoint(address: "127.0.0.1", port: try #require(port))
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Takes one connection on a thread of its own, says something, and hangs up or keeps silent until the client goes.
    func answer(_ text: String, thenHangUp: Bool) {
        let thread = Thread { [self] in
            let connection = accept(descriptor, nil, nil)
            _ = send(connection, Array(text.utf8), text.utf8.count, Int32(MSG_NOSIGNAL))
            var byte: UInt8 = 0
            while !thenHangUp, recv(connection, &byte, 1, 0) > 0 {}
            close(connection)
        }
        thread.start()
    }
}

/// What needs no waiting is done within this time on the busiest machine; what tests refuse to wait for takes ten minutes.
let promptly = Duration.seconds(60)

/// Whether a condition comes true by itself; the machine may be busy, so it waits long.
func eventually(_ condition: () throws -> Bool) async rethrows -> Bool {
    let end = ContinuousClock.now + promptly
    while ContinuousClock.now < end {
        if try condition() { return true }
        try? await Task.sleep(for: .milliseconds(20))
    }
    return try condition()
}

/// A file that a command makes when it begins, so that nobody has to guess how long that takes.
struct StartMark {
    let path: String
    /// The command, which makes the mark and then does what was asked.
    let command: String

    init(_ host: LoopbackHost, _ command: String) {
        // Short, so that errors quote the command whole.
        path = host.directory.url.appending(path: "m\(UInt32.random(in: 0 ... .max))").path
        self.command = "touch \(path); \(command)"
    }

    /// Whether the command has begun in good time.
    func appears() async -> Bool { await eventually { FileManager.default.fileExists(atPath: path) } }
}

/// Bytes that look random and are the same each time.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count / 8).flatMap { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return withUnsafeBytes(of: state) { Array($0) }
    }
}

/// Whether the error's sentence holds these words.
func mentions(_ error: SSHError?, _ words: String) -> Bool {
    guard let error else { return false }
    return error.description.contains(words)
}

/// Expects that a command can still be run.
func expectUsable(_ connection: SSHConnection, _ place: SourceLocation = #_sourceLocation) async throws {
    let answer = try await connection.execute("echo next").text
    #expect(answer == "next", sourceLocation: place)
}
