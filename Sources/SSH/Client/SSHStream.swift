/// A remote command to talk with: requests on its standard input, answers from its standard output, line by line.
///
/// After any error the stream is closed, since a late answer would be taken for the next one. Closed with its last
/// reference.
package final class SSHStream: Sendable {
    package let connection: SSHConnection
    package let command: String
    private let id: StreamID

    init(connection: SSHConnection, id: StreamID, command: String) {
        self.connection = connection
        self.id = id
        self.command = command
    }

    deinit {
        // Whenever its turn comes.
        let order = Order(host: connection.endpoint, what: "the end of \"\(command)\"", limit: .seconds(86_400))
        _ = connection.loop.perform { [id, session = connection.session] state in
            state.enqueue(StreamOperation(order: order, id: id, kind: .close, reply: Reply(nil)), on: session)
        }
    }

    /// Returns when all bytes have been handed to the connection.
    package func write(_ bytes: [UInt8], timeout: Duration = .seconds(15)) async throws(SSHError) {
        _ = try await run(.write(bytes), "a request to \"\(command)\"", timeout)
    }

    /// The next line, without its line feed.
    /// - Parameter limit: The longest line to take, in bytes.
    package func readLine(limit: Int = 4 << 20, timeout: Duration = .seconds(15)) async throws(SSHError) -> [UInt8] {
        try await run(.readLine(limit: limit), "an answer of \"\(command)\"", timeout)
    }

    /// Closes the command's streams; the connection stays.
    package func close() async {
        _ = try? await run(.close, "the end of \"\(command)\"", .seconds(5))
    }

    private func run(
        _ kind: StreamOperation.Kind,
        _ what: String,
        _ timeout: Duration
    ) async throws(SSHError) -> [UInt8] {
        let order = Order(host: connection.endpoint, what: what, limit: timeout)
        return try await connection.loop.request(order, on: connection.session) { [id] (reply: Reply<[UInt8]>) in
            StreamOperation(order: order, id: id, kind: kind, reply: reply)
        }
    }
}
