import Foundation
import LoopbackHosts
import SSH
import TestSupport
import Testing

@Suite struct KeyTests {
    @Test func `an RSA key file is refused with the remedy`() throws {
        let directory = try TemporaryDirectory()
        let path = try KeyPair.make(in: directory.url, type: .rsa).path
        let error = #expect(throws: SSHError.self) { try SSHPrivateKey(path: path) }
        #expect(error == .badKey(path: path, reason: .wrongType("ssh-rsa")))
        #expect(mentions(error, "ssh-keygen -t ed25519"))
    }

    @Test func `an encrypted key file is refused with the remedy`() throws {
        let directory = try TemporaryDirectory()
        let path = try KeyPair.make(in: directory.url, passphrase: "secret").path
        let error = #expect(throws: SSHError.self) { try SSHPrivateKey(path: path) }
        #expect(error == .badKey(path: path, reason: .encrypted))
        #expect(mentions(error, "ssh-keygen -p"))
    }

    @Test func `a missing file and a file of something else are told apart`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.url.appending(path: "id").path
        #expect(throws: SSHError.badKey(path: path, reason: .unreadable)) { try SSHPrivateKey(path: path) }
        try Data("hello\n".utf8).write(to: URL(filePath: path))
        #expect(throws: SSHError.badKey(path: path, reason: .notOpenSSH)) { try SSHPrivateKey(path: path) }
        try Data("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\n".utf8).write(to: URL(filePath: path))
        #expect(throws: SSHError.badKey(path: path, reason: .notOpenSSH)) { try SSHPrivateKey(path: path) }
    }

    @Test func `a key's public half and fingerprint are those of ssh-keygen, and its secret is never printed`() throws {
        let directory = try TemporaryDirectory()
        let pair = try KeyPair.make(in: directory.url)
        let key = try SSHPrivateKey(path: pair.path)
        #expect(pair.publicLine == key.publicLine + " loopback")
        #expect(key.fingerprint == (try HostKey(line: pair.publicLine)).fingerprint)
        let secret = try String(contentsOfFile: pair.path, encoding: .utf8).split(separator: "\n")[2]
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key)\(String(reflecting: key))\(dumped)".contains(secret))
        #expect(!dumped.contains("secret"))
    }

    @Test func `a host key line is read and written as it is`() throws {
        // The key of github.com and its published fingerprint.
        let line = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
        let key = try HostKey(line: line + " comment\n")
        #expect(key.line == line)
        #expect(key.fingerprint == "SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU")
    }

    @Test(arguments: [
        "", "ssh-ed25519", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==", "@revoked * ssh-ed25519 AAAA",
        "host ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl",
    ])
    func `a line that is no usable host key is refused`(line: String) {
        #expect(throws: SSHError.badHostKey(line: line, reason: .notUsable), performing: { try HostKey(line: line) })
    }

    @Test(arguments: ["!", "AAAA", "AAAAC3NzaC1lZDI1NTE5", "AAAAB3NzaC1yc2EAAAADAQABAAAAgQ=="])
    func `a damaged host key is refused`(blob: String) {
        let line = "ssh-ed25519 \(blob)"
        #expect(throws: SSHError.badHostKey(line: line, reason: .damaged), performing: { try HostKey(line: line) })
    }
}
