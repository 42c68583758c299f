import SSH
import Testing

@Suite struct DescriptionTests {
    private static let host = SSHEndpoint(address: "192.0.2.7", port: 2222)
    private static let line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"

    private static func errors() throws -> [SSHError] {
        let key = try HostKey(line: line)
        let reasons: [SSHError.Unreachable] = [
            .refused, .noRoute("No route to host"), .timedOut(after: .seconds(3)), .unknownName("unknown"),
            .droppedUngreeted(attempts: 3), .notSSH(said: "220 hello"),
        ]
        return reasons.map { .unreachable(host: host, reason: $0) } + [
            .hostKeyMismatch(host: host, expected: key, got: key),
            .keyRefused(host: host, user: "lessor", key: "SHA256:x"),
            .algorithms(host: host),
            .disconnected(host: host, during: "the login"),
            .timedOut(host: host, what: "the login", after: .seconds(3)),
            .cancelled(host: host, what: "the login"),
            .outputTooLarge(host: host, what: "the command", limit: 10),
            .refused(host: host, what: "the command", reason: "it does not"),
            .noFileTransfer(host: host, path: "/x"),
            .commandEnded(host: host, command: "gate", status: 1, said: "no"),
            .transferFailed(host: host, path: "/x", reason: "the disk is full"),
            .clientStopped(host: host),
        ]
    }

    @Test func `every error that concerns a host is one sentence with its name`() throws {
        for error in try Self.errors() {
            let text = error.description
            #expect(text.contains("192.0.2.7:2222") && text.hasSuffix(".") && !text.contains("\n"), "\(text)")
            #expect(text.contains(";") || text.contains(", so "), "no remedy: \(text)")
        }
    }

    @Test func `an IPv6 address is told from its port`() {
        #expect(SSHEndpoint(address: "2001:db8::7").description == "[2001:db8::7]:22")
    }
}
