import Contract
package import Fleet
import SSH
import Store
package import Wire

extension Workspace {
    /// Asks a host's agent what isolates its servers and which programs are installed.
    package func checkHost(_ host: Host) async throws -> HostFacts {
        let client = SSHClient()
        let answer = await ask(host, .hello, through: client)
        await client.shutdown()
        guard case .hello(let facts) = try answer.get() else {
            throw HostLinkError.answer(host: host.name, "not a greeting")
        }
        return facts
    }

    /// Throws where servers shall use addresses from now on that the host's machine does not have. Nothing is asked for those that
    /// they use already.
    package func requireAddresses(_ addresses: [String], of host: Host) async throws {
        let new = addresses.filter { !host.addresses.contains($0) }
        guard !new.isEmpty, let machine = MachineAddresses(try await checkHost(host).addresses) else { return }
        try machine.require(new, of: host.name)
    }

    /// Ports of a host's pool that others than its agent's servers hold.
    package func foreignSockets(on host: Host) async throws -> [BoundSocket] {
        let client = SSHClient()
        var found: [BoundSocket] = []
        do {
            // A program that listens on all addresses holds its port on each, so that an answer for many is long.
            for start in stride(from: 0, to: host.addresses.count, by: Self.addressesAtOnce) {
                let addresses = host.addresses[start..<min(start + Self.addressesAtOnce, host.addresses.count)]
                let query = SocketQuery(addresses: Array(addresses), ports: host.ports.bounds)
                guard case .sockets(let sockets) = try await ask(host, .sockets(query), through: client).get() else {
                    throw HostLinkError.answer(host: host.name, "nothing of its ports")
                }
                found += sockets.filter { host.ports.contains($0.port) }
            }
        } catch {
            await client.shutdown()
            throw error
        }
        await client.shutdown()
        return found
    }

    private static let addressesAtOnce = 16

    /// One question to a host's agent over a session of its own, which is closed again. Changes nothing there.
    func ask(_ host: Host, _ question: Request, through client: SSHClient) async -> Result<Response, any Error> {
        do {
            let key = try SSHPrivateKey(path: directory.privateKey)
            let link = HostLink(host: host, client: client, key: key, instance: store.instanceID)
            let answer = try await link.ask(question, labTime: store.kind == .lab ? try time.now() : nil)
            await link.close()
            return .success(answer)
        } catch {
            return .failure(error)
        }
    }

    /// The host, or an error that says where to look.
    package func requireHost(_ name: String) throws -> Host {
        guard let host = try store.host(name) else {
            throw WorkspaceError.noSuch(kind: "host", id: name, list: "lessor host list")
        }
        return host
    }
}

extension MachineAddresses {
    func require(_ addresses: [String], of host: String) throws(HostInstallError) {
        let lacking = lacking(addresses)
        if !lacking.isEmpty { throw .lacksAddresses(host: host, lacking, has: list) }
    }
}
