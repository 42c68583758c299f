import Foundation

extension LoopbackSSHD {
    /// Lets a key in.
    /// - Parameters:
    ///   - publicKey: A public key line.
    ///   - options: What authorized_keys has before the key, such as `restrict,command="…"`.
    package func authorize(_ publicKey: String, options: String = "") throws(LoopbackError) {
        let file = SSHDFiles.authorizedKeys(in: directory)
        let line = (options.isEmpty ? "" : options + " ") + publicKey.trimmingCharacters(in: .whitespacesAndNewlines)
        do {
            let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
            try Data("\(text)\(line)\n".utf8).write(to: file, options: .atomic)
        } catch {
            throw LoopbackError("\(file.path) cannot be written: \(error)")
        }
    }

    /// The public line of one of its host keys.
    package func hostKeyLine(_ type: KeyType = .ed25519) throws(LoopbackError) -> String {
        try KeyPair.publicLine(beside: SSHDFiles.hostKey(type, in: directory))
    }

    /// Everything sshd has logged, at level VERBOSE.
    package var log: String {
        (try? String(contentsOf: directory.appending(path: "sshd.log"), encoding: .utf8)) ?? ""
    }
}
