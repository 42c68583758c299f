import Contract
import Controller
import Fleet
import Foundation
import Store
import Wire

extension DemoStage {
    /// The next month fails again, nobody funds it, and on the eleventh day the server is erased.
    func destruction() async throws {
        teller.chapter("The second client does not pay any more")
        let place = try place(of: Self.secondServer)
        let directory = try directory(of: Self.secondServer)
        try await move(to: "2026-03-31 00:05")
        try tell("R6.11-01", "\(Self.firstServer) renewed; \(euros(try account(Self.first).euroBalance)) left")
        try await move(to: "2026-04-01 00:00")
        try checkStopped(at: place, directory)
        try tell("R6.11-12", "\(Self.secondServer) is not covered: stopped, client told by mail")
        try await move(to: "2026-04-10 23:59:59")
        try check(FileManager.default.fileExists(atPath: directory), "the data are kept to the end of the tenth day")
        try tell("R6.11-14", "tenth day, last second: the data are still there")
        try await move(to: "2026-04-11 00:00")
        try await wait("the erasure is attested") {
            try workspace.store.server(Self.secondServer.server)?.closedAt != nil
        }
        try check(!FileManager.default.fileExists(atPath: directory), "the directory is gone")
        guard case .ended(_, erased: true)? = try account(Self.second)[Self.secondServer]?.phase else {
            throw CommandFailure(description: "\(Self.secondServer) should be closed and its server erased.")
        }
        let now = try workspace.time.now()
        let taken = try workspace.store.occupancy(at: now).first { $0.host.name == place.host }?.taken[place.address]
        try check(taken?.contains(PortNumber(.udp, place.port)) ?? false, "the port is in quarantine")
        try tell(
            "R6.11-19",
            "\(Self.secondServer.server) destroyed: directory gone, port \(place.port) of \(place.address) in quarantine, contract closed"
        )
    }

    /// The books are whole; one server is explained; where everything is.
    func epilogue(after time: Duration) async throws {
        let found = try workspace.store.verify(under: workspace.book)
        try check(found.isWhole, "the books are whole: \(found.problems.joined(separator: " "))")
        teller.chapter("Why \(Self.firstServer.server) is as it is (lessor explain \(Self.firstServer.server))")
        let explanation = try workspace.explain(Self.first, subscription: Self.firstServer, at: nil)
        teller.block(ExplanationText(explanation, quoteAll: false).text(style: teller.style))
        teller.chapter("Where to look")
        teller.line("  controller  \(workspace.directory.status)/fleet.json, hosts/, servers/, lessor.prom")
        for host in try workspace.store.hosts() {
            teller.line("  agent \(host.name)    \(host.rootDirectory)/status/host.json, servers/, lessor.prom")
        }
        teller.line("  mail        \(workspace.directory.mailSpool)")
        teller.line(
            "\nBooks whole: \(found.entries) journal entries, \(found.transactions) transactions. Played in \(Self.seconds(time)) s."
        )
    }
}
