package import Foundation

/// A key made by ssh-keygen.
package struct KeyPair: Sendable {
    /// The private key file; the public one is beside it, with `.pub`.
    package let path: String
    package let publicLine: String

    /// Makes one, without a passphrase unless one is given. A key that is already there is kept.
    package static func make(
        in directory: URL,
        name: String = "id_ed25519",
        type: LoopbackSSHD.KeyType = .ed25519,
        passphrase: String = ""
    ) throws(LoopbackError) -> KeyPair {
        let file = directory.appending(path: name)
        if !FileManager.default.fileExists(atPath: file.path) {
            let arguments = ["-q", "-t", type.rawValue, "-N", passphrase, "-C", "loopback", "-f", file.path]
            let status = try ChildProcess("/usr/bin/ssh-keygen", arguments, log: nil).wait()
            guard status == 0 else { throw LoopbackError("ssh-keygen could not make \(file.path)") }
        }
        return KeyPair(path: file.path, publicLine: try publicLine(beside: file))
    }

    static func publicLine(beside file: URL) throws(LoopbackError) -> String {
        do {
            return try String(contentsOf: URL(filePath: file.path + ".pub"), encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw LoopbackError("\(file.path).pub cannot be read: \(error)")
        }
    }
}
