import Contract
import Fleet
import FoundationEssentials
import SSH
import Wire

/// The open line to one host's agent: one SSH session, one channel through the gate, reused for every request.
actor HostLink {
    let host: Host
    private let client: SSHClient
    private let key: SSHPrivateKey
    /// The identity of this installation.
    private let instance: String
    private var connection: SSHConnection?
    private var stream: SSHStream?
    /// Whether the agent behind the open stream has said that it is ours.
    private var isGreeted = false

    /// How long one request may take; the longest is a stop that needs its whole grace, which answers at once.
    private static let requestTimeout: Duration = .seconds(20)
    /// A login costs a busy host seconds; a dead host delays nobody meanwhile.
    private static let connectTimeout: Duration = .seconds(10)

    init(host: Host, client: SSHClient, key: SSHPrivateKey, instance: String) {
        self.host = host
        self.client = client
        self.key = key
        self.instance = instance
    }

    /// Sends one request and waits for its answer. Any failure closes the line; the next request opens it anew.
    func ask(_ request: Request, labTime: Instant?) async throws(HostLinkError) -> Response {
        do {
            let stream = try await openStream()
            // Nothing is sent to an agent before it has said whose it is.
            if !isGreeted, request != .hello { _ = try await exchange(.hello, labTime, on: stream) }
            return try await exchange(request, labTime, on: stream)
        } catch let error as HostLinkError {
            if case .refused = error {} else { await close() }
            throw error
        } catch let error as SSHError {
            await close()
            throw .ssh(host: host.name, error)
        } catch {
            await close()
            throw .answer(host: host.name, "\(error)")
        }
    }

    private func exchange(_ request: Request, _ labTime: Instant?, on stream: SSHStream) async throws -> Response {
        let line = try JSONEncoder().encode(RequestFrame(labTime: labTime?.epochSeconds, request: request))
        try await stream.write(Array(line) + [UInt8(ascii: "\n")], timeout: Self.requestTimeout)
        let answer = try decode(try await stream.readLine(limit: maximumFrameBytes, timeout: Self.requestTimeout))
        if case .hello(let facts) = answer {
            try requireOurs(facts)
            isGreeted = true
        }
        return answer
    }

    /// Agents of before do not say whose they are.
    private func requireOurs(_ facts: HostFacts) throws {
        if let owner = facts.instance, owner != instance {
            throw HostLinkError.stranger(host: host.name, called: facts.host ?? "nothing")
        }
        if let name = facts.host, name != host.name { throw HostLinkError.sibling(host: host.name, is: name) }
    }

    func close() async {
        await stream?.close()
        await connection?.close()
        stream = nil
        connection = nil
        isGreeted = false
    }

    /// Looks at the version first: another one may have answers that this controller cannot read.
    private func decode(_ line: [UInt8]) throws -> Response {
        struct Version: Decodable { let version: Int }
        let version = try JSONDecoder().decode(Version.self, from: Data(line)).version
        guard version == wireVersion else { throw HostLinkError.version(host: host.name, agent: version) }
        let frame = try JSONDecoder().decode(ResponseFrame.self, from: Data(line))
        if case .refused(let refusal) = frame.response { throw HostLinkError.refused(host: host.name, refusal) }
        return frame.response
    }

    private func openStream() async throws -> SSHStream {
        if let stream, let connection, connection.isOpen { return stream }
        await close()
        let hostKey = try HostKey(line: host.hostKey)
        let connection = try await client.connect(
            to: SSHEndpoint(address: host.address, port: UInt16(clamping: host.sshPort)),
            as: host.user,
            key: key,
            hostKey: .pinned(hostKey),
            timeout: Self.connectTimeout
        )
        self.connection = connection
        let stream = try await connection.openStream("lessor-agent gate", timeout: Self.connectTimeout)
        self.stream = stream
        return stream
    }
}
