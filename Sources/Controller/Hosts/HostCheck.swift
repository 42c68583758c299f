import Contract
package import Fleet
import SSH
import Store
package import Wire

extension Workspace {
    /// Asks a host's agent what isolates its servers and which programs are installed.
    package func checkHost(_ host: Host) async throws -> HostFacts {
        let client = SSHClient()
        let link = HostLink(host: host, client: client, key: try SSHPrivateKey(path: directory.privateKey))
        let answer: Response
        do {
            answer = try await link.ask(.hello, labTime: store.kind == .lab ? try time.now() : nil)
            await link.close()
            await client.shutdown()
        } catch {
            await client.shutdown()
            throw error
        }
        guard case .hello(let facts) = answer else { throw HostLinkError.answer(host: host.name, "not a greeting") }
        return facts
    }

    /// The host, or an error that says where to look.
    package func requireHost(_ name: String) throws -> Host {
        guard let host = try store.host(name) else {
            throw WorkspaceError.noSuch(kind: "host", id: name, list: "lessor host list")
        }
        return host
    }
}
