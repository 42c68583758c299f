import Foundation

/// The OpenSSH client with one key, as somebody who got hold of that key would use it.
struct OpenSSH {
    let user: String
    let address: String
    let port: UInt16
    let key: String

    /// Runs `ssh` with these flags and this command; standard input is what is given.
    func run(_ flags: [String] = [], _ command: String = "", input: String = "") async throws -> LessorProgram.Result {
        let words = ["/usr/bin/ssh"] + options + ["-p", "\(port)"] + flags + ["\(user)@\(address)"]
        return try await feed(input, to: words + (command.isEmpty ? [] : ["--", command]))
    }

    /// Copies a file there, over SFTP or the old protocol of scp.
    func copy(_ file: String, to path: String, legacy: Bool) async throws -> LessorProgram.Result {
        let words = ["/usr/bin/scp"] + options + ["-P", "\(port)", legacy ? "-O" : "-s", file]
        return try await LessorProgram.execute(words + ["\(user)@\(address):\(path)"])
    }

    private func feed(_ input: String, to words: [String]) async throws -> LessorProgram.Result {
        let feeder = #"text=$1; shift; printf %s "$text" | timeout 120 "$@""#
        return try await LessorProgram.execute(["/bin/sh", "-c", feeder, "sh", input] + words)
    }

    /// Nothing of the configuration of whoever runs the tests.
    var options: [String] {
        ["-F", "none", "-i", key]
            + [
                "IdentitiesOnly=yes", "BatchMode=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null",
                "GlobalKnownHostsFile=/dev/null", "LogLevel=INFO",
            ].flatMap { ["-o", $0] }
    }
}
