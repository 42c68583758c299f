package import Fleet
package import SSH
import Store

extension Workspace {
    /// The host key that a host's sshd shows now, over a login with the controller's own key. Throws where it is not `expected`.
    package func shownHostKey(of host: Host, expected: HostKey?) async throws -> HostKey {
        let client = SSHClient()
        do {
            let connection = try await client.connect(
                to: SSHEndpoint(address: host.address, port: UInt16(host.sshPort)),
                as: host.user,
                key: try SSHPrivateKey(path: directory.privateKey),
                hostKey: expected.map(HostKeyPolicy.pinned) ?? .acceptFirst,
                timeout: .seconds(15)
            )
            let shown = connection.hostKey
            await connection.close()
            await client.shutdown()
            return shown
        } catch {
            await client.shutdown()
            throw error
        }
    }

    /// Pins a host key once the host's agent has answered behind it.
    package func pin(_ key: HostKey, of host: Host) async throws {
        let renewed = host.with(hostKey: key.line)
        _ = try await checkHost(renewed)
        try store.updateHost(renewed)
    }
}
