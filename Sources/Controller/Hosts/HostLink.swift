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
    private var connection: SSHConnection?
    private var stream: SSHStream?

    /// How long one request may take; the longest is a stop that needs its whole grace, which answers at once.
    private static let requestTimeout: Duration = .seconds(20)
    /// A login costs a busy host seconds; a dead host delays nobody meanwhile.
    private static let connectTimeout: Duration = .seconds(10)

    init(host: Host, client: SSHClient, key: SSHPrivateKey) {
        self.host = host
        self.client = client
        self.key = key
    }

    /// Sends one request and waits for its answer. Any failure closes the line; the next request opens it anew.
    func ask(_ request: Request, labTime: Instant?) async throws(HostLinkError) -> Response {
        let frame = RequestFrame(labTime: labTime?.epochSeconds, request: request)
        do {
            let line = try JSONEncoder().encode(frame)
            let stream = try await openStream()
            try await stream.write(Array(line) + [UInt8(ascii: "\n")], timeout: Self.requestTimeout)
            let answer = try await stream.readLine(limit: maximumFrameBytes, timeout: Self.requestTimeout)
            return try decode(answer)
        } catch let error as HostLinkError {
            if case .refused = error {} else { await close() }
            throw error
        } catch let error as SSHError {
            await close()
            throw .ssh(error)
        } catch {
            await close()
            throw .answer(host: host.name, "\(error)")
        }
    }

    func close() async {
        await stream?.close()
        await connection?.close()
        stream = nil
        connection = nil
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
