import Foundation
package import LoopbackHosts

/// A running loopback sshd and a key that it lets in.
package struct LoopbackHost: Sendable {
    package let sshd: LoopbackSSHD
    package let key: KeyPair
    package let directory: TemporaryDirectory
}

/// Runs `body` with a real sshd, and leaves no process and no file behind, whatever happens.
/// - Parameter authorizedOptions: What authorized_keys has before the key.
package func withLoopbackSSHD<Result>(
    _ options: LoopbackSSHD.Options = .init(),
    authorizedOptions: String = "",
    _ body: (LoopbackHost) async throws -> Result
) async throws -> Result {
    try Requirement.program("/usr/sbin/sshd", package: "openssh-server")
    let directory = try TemporaryDirectory()
    defer { directory.remove() }
    let key = try KeyPair.make(in: directory.url)
    let sshd = try await LoopbackSSHD.start(in: directory.url.appending(path: "sshd"), options: options)
    defer { sshd.stopWithLeftovers() }
    try sshd.authorize(key.publicLine, options: authorizedOptions)
    return try await body(LoopbackHost(sshd: sshd, key: key, directory: directory))
}
