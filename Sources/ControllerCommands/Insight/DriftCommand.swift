import ArgumentParser
import Controller
import Fleet

struct DriftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drift",
        abstract: "Ask every host what it runs, and show where that is not what the contract wants.",
        discussion: """
            paidButDown · unpaidButUp · wrongSlots · unplaced · stranger (on a host, not in the books) · newerOnHost (the books look \
            restored from an older copy) · unknownProcess (under a server's user, not of the server) · wrongPortOwner · unreachable. It changes nothing; `lessor serve` and `lessor tick` mend what they can. \
            Status 2 where there is any.
            Example: lessor drift --format json
            """
    )

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        let kind: String
        let host: String?
        let server: String?
        let message: String
    }

    func run() async throws {
        let found = try await state.open().fleetDrift()
        let rows = found.flatMap { host in
            host.drift.map { Row(kind: $0.kind.rawValue, host: host.host, server: $0.server, message: $0.message) }
        }
        let hosts = found.count { $0.host != nil }
        try output.print(rows) { style in
            var table = Table([.left("KIND"), .left("HOST"), .left("SERVER"), .left("WHAT")])
            for row in rows { table.add([row.kind, row.host ?? "-", row.server ?? "-", row.message]) }
            return table.text(
                style: style,
                whenEmpty: "No drift: \(counted(hosts, "host")) asked, everything is as the contract wants it."
            )
        }
        guard rows.isEmpty else { throw FoundSomething(description: "\(counted(rows.count, "difference")) found.") }
    }
}
