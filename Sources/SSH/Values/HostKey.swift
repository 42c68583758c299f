import FoundationEssentials

/// The public key by which a host proves who it is.
package struct HostKey: Hashable, Sendable, CustomStringConvertible {
    /// What libssh2 1.10 can verify against today's servers, the preferred one first. RSA is not among them: Debian's
    /// libssh2 knows only its SHA-1 signatures, which OpenSSH has refused since 8.8.
    static let usableTypes = ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"]

    /// The name of the key's type, such as `ssh-ed25519`.
    package let type: String
    /// The key in SSH's own encoding, as it goes over the wire.
    let blob: [UInt8]

    /// Reads one public key line, `type base64 [comment]`, as in `/etc/ssh/ssh_host_ed25519_key.pub`.
    ///
    /// Lines of a known_hosts file do not pass: their markers and host patterns would be ignored in silence.
    package init(line: String) throws(SSHError) {
        let fields = line.split(whereSeparator: \.isWhitespace)
        guard fields.count >= 2, Self.usableTypes.contains(String(fields[0])) else {
            throw .badHostKey(line: line, reason: .notUsable)
        }
        guard let data = Data(base64Encoded: String(fields[1])), let key = HostKey(blob: [UInt8](data)),
            key.type == fields[0]
        else { throw .badHostKey(line: line, reason: .damaged) }
        self = key
    }

    /// The key a server showed; nil when its encoding does not begin with the name of a type.
    init?(blob: [UInt8]) {
        var reader = WireReader(blob)
        guard let type = reader.text(), !type.isEmpty, type.utf8.count < 64, !reader.isAtEnd else { return nil }
        self.type = type
        self.blob = blob
    }

    /// The line that `init(line:)` reads, without a comment: what a trust store keeps.
    package var line: String { "\(type) \(Data(blob).base64EncodedString())" }

    /// `SHA256:…`, as `ssh-keygen -l` prints it.
    package var fingerprint: String { SHA256.fingerprint(of: blob) }

    package var description: String { "\(type) \(fingerprint)" }
}

/// Which host key a connection accepts. There is no third way: nothing is ever accepted unseen.
package enum HostKeyPolicy: Hashable, Sendable {
    /// This key and no other; what every connection uses after the host was added.
    case pinned(HostKey)
    /// Whatever the server shows, for the one moment when a host is added; a person compares `connection.hostKey`.
    case acceptFirst
}
