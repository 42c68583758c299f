import FoundationEssentials

/// The ed25519 key by which this side proves who it is, read once from an unencrypted OpenSSH private key file.
package struct SSHPrivateKey: Sendable, CustomStringConvertible {
    /// The file it was read from.
    package let path: String
    /// The line for `authorized_keys`, without a comment.
    package let publicLine: String
    /// `SHA256:…`, as `ssh-keygen -l` prints it and sshd logs it.
    package let fingerprint: String
    /// The file's text and a zero byte, because libssh2 1.10 looks for one past the length it is given.
    /// Never printed: see `description` and `customMirror`.
    let secret: [UInt8]

    package init(path: String) throws(SSHError) {
        let bytes: [UInt8]
        do {
            bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
        } catch {
            throw .badKey(path: path, reason: .unreadable)
        }
        let blob = try Self.publicBlob(of: bytes, path: path)
        self.path = path
        publicLine = "ssh-ed25519 \(Data(blob).base64EncodedString())"
        fingerprint = SHA256.fingerprint(of: blob)
        secret = bytes + [0]
    }

    package var description: String { "\(path) (\(fingerprint))" }

    /// The public half, which an OpenSSH key file carries in the clear; refuses what libssh2 cannot log in with.
    private static func publicBlob(of file: [UInt8], path: String) throws(SSHError) -> [UInt8] {
        let lines = String(decoding: file, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let first = lines.first, first == "-----BEGIN OPENSSH PRIVATE KEY-----" else {
            let kind = lines.first.map(String.init) ?? ""
            throw .badKey(path: path, reason: kind.contains("RSA PRIVATE KEY") ? .wrongType("ssh-rsa") : .notOpenSSH)
        }
        let body = lines.dropFirst().prefix { !$0.hasPrefix("-----") }.joined()
        var reader = WireReader(Data(base64Encoded: body).map { [UInt8]($0) } ?? [])
        guard reader.skip(Array("openssh-key-v1\0".utf8)), let cipher = reader.text(), reader.text() != nil,
            reader.string() != nil, reader.number() == 1, let blob = reader.string()
        else { throw .badKey(path: path, reason: .notOpenSSH) }
        var key = WireReader(blob)
        let type = key.text() ?? "unknown"
        guard type == "ssh-ed25519" else { throw .badKey(path: path, reason: .wrongType(type)) }
        guard cipher == "none" else { throw .badKey(path: path, reason: .encrypted) }
        return blob
    }
}

extension SSHPrivateKey: CustomReflectable {
    /// Keeps the secret out of dumps and failure messages.
    package var customMirror: Mirror {
        Mirror(self, children: ["path": path, "fingerprint": fingerprint])
    }
}
