import Foundation
import LoopbackHosts

/// The loopback addresses that stand for hosts, and the sshd behind all of them.
enum FleetAddresses {
    static func address(_ number: Int) -> String { "127.20.\(number / 250).\(1 + number % 250)" }

    static func startSSHD(_ directory: URL, hosts: Int) async throws -> LoopbackSSHD {
        var options = LoopbackSSHD.Options()
        options.address = "0.0.0.0"
        options.hostKeyTypes = [.ed25519]
        options.configuration = ["MaxStartups \(2 * hosts)", "LogLevel ERROR"]
        return try await LoopbackSSHD.start(in: directory, options: options)
    }
}
