package import Contract
package import Fleet
import SSH
import Store
package import Wire

/// A conversation with the agent of one server's host, for a person at a terminal. Changes nothing in the books.
package struct ServerTalk: Sendable {
    package let server: ServerRecord
    private let workspace: Workspace
    private let client: SSHClient
    private let link: HostLink

    /// - Throws: Where there is no such server, or it is on no host.
    package init(_ id: ServerID, in workspace: Workspace) throws {
        guard let server = try workspace.store.server(id) else {
            throw WorkspaceError.noSuch(kind: "server", id: id.description, list: "lessor server list")
        }
        guard let host = server.host else { throw WorkspaceError.onNoHost(id) }
        self.server = server
        self.workspace = workspace
        client = SSHClient()
        link = HostLink(
            host: try workspace.requireHost(host),
            client: client,
            key: try SSHPrivateKey(path: workspace.directory.privateKey),
            instance: workspace.store.instanceID
        )
    }

    /// A stretch of its log from a byte on, or its last lines where `start` is nil.
    package func log(from start: Int64?, lines: Int = 0) async throws -> LogPage {
        try await ask(.log(LogQuery(server: server.id.description, from: start, lines: lines)))
    }

    /// Hands a command to its console; returns where its log ended before.
    package func say(_ text: String) async throws -> Int64 {
        try await ask(.say(ConsoleLine(server: server.id.description, text: text))).next
    }

    package func end() async {
        await link.close()
        await client.shutdown()
    }

    private func ask(_ question: Request) async throws -> LogPage {
        let labTime = workspace.store.kind == .lab ? try workspace.time.now() : nil
        guard case .log(let page) = try await link.ask(question, labTime: labTime) else {
            throw HostLinkError.answer(host: link.host.name, "nothing of a log")
        }
        return page
    }
}
