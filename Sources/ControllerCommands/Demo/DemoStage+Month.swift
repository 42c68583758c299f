import Contract
import Controller
import Foundation
import Store

extension DemoStage {
    /// Ten days before the due date the notice, on the due date the debit and the points.
    func renewal() async throws {
        teller.chapter("The first due date: 28 February, for an anchor on the 31st")
        try await move(to: "2026-02-18 09:00")
        try check(try wasMailed("R6.11-02/S-1001/1", to: Self.first), "the notice was mailed ten days before")
        try tell("R6.11-02", "notice of the renewal mailed, ten days before the due date")
        try await move(to: "2026-02-28 00:05")
        let account = try account(Self.first)
        guard case .active(let period)? = account[Self.firstServer]?.phase else {
            throw CommandFailure(description: "\(Self.firstServer) should be active on its due date.")
        }
        try check(period == 2 || account[Self.firstServer]?.paidThrough == 2, "the renewal was debited")
        try tell("R6.11-01", "\(Self.firstServer) renewed from the balance; \(euros(account.euroBalance)) left")
        try check(account.points == 30, "10 slots at 3 % give 0.30 points")
        try tell("R6.12-01", "loyalty points granted: \(EuroAmount.decimal(account.points))")
    }

    /// The second client's balance does not cover the month: stopped, kept, reactivated on the ninth day.
    func incident() async throws {
        teller.chapter("A renewal that is not covered")
        let place = try place(of: Self.secondServer)
        let directory = try directory(of: Self.secondServer)
        try await move(to: "2026-03-01 00:00")
        try checkStopped(at: place, directory)
        try tell(
            "R6.11-13",
            "\(Self.secondServer.server) stopped: the ping is silent, the process gone, the data kept; client told by mail"
        )
        try await move(to: "2026-03-09 12:00")
        let before = try account(Self.second)[Self.secondServer]
        let price = before?.monthlyPrice ?? 0
        _ = try credit(price, "EUR", "VIR-1003", to: Self.second)
        try check(MumblePlayer.ping(place.address, place.port) == nil, "a top-up alone reactivates nothing")
        try workspace.record(
            .reactivationRequested(Self.secondServer, standing: false),
            for: Self.second,
            by: .client
        )
        try await settle()
        try await wait("the reactivated server answers") { MumblePlayer.ping(place.address, place.port)?.slots == 5 }
        let due = try account(Self.second)[Self.secondServer]?.nextDue(under: workspace.book)
        try check(due == CivilDate("2026-03-31"), "the due date stays the same")
        try tell(
            "R6.11-18",
            "funded and asked for on the ninth day: running again, next due date unchanged, 2026-03-31"
        )
    }

    func checkStopped(at place: (host: String, address: String, port: Int), _ directory: String) throws {
        try check(MumblePlayer.ping(place.address, place.port) == nil, "the ping of the stopped server is silent")
        try check(HostProcesses.find(below: directory).isEmpty, "the process of the stopped server is gone")
        try check(FileManager.default.fileExists(atPath: directory + "/murmur.sqlite"), "its data are kept")
    }

    /// A host without power for five days and one second: the month is credited back, once.
    func darkHost() async throws {
        teller.chapter("A host goes dark")
        try await move(to: "2026-03-12 12:00")
        let place = try place(of: Self.firstServer)
        let before = try account(Self.first).euroBalance
        world.cutPower(place.host)
        try await wait("the controller notices") {
            try workspace.store.contact(place.host).failures > 1
        }
        try tell(
            "",
            "power cut on \(place.host): sshd, agent and server gone; its servers are unknown, nothing is decided from silence"
        )
        try await move(to: "2026-03-17 12:00:01")
        try check(try account(Self.first).euroBalance == before, "nothing is refunded from silence alone")
        try await world.boot(place.host, address: place.address)
        try await wait("the month is credited back", limit: .seconds(300)) {
            try self.account(Self.first).euroBalance != before
        }
        try await settle()
        let account = try account(Self.first)
        let price = account[Self.firstServer]?.monthlyPrice ?? 0
        try check(account.euroBalance == before + price, "the month is credited back once")
        try tell("", "\(place.host) is back: the agent closes its record with evidence and starts the server again")
        try tell("R7.9-01", "interrupted for more than 5 days: \(euros(price)) of the month credited back")
        for interruption in account[Self.firstServer]?.interruptions ?? [] {
            let seconds = interruption.confirmedThrough.seconds(since: interruption.start)
            teller.detail(
                "down \(workspace.narrator.time(interruption.start)) to "
                    + "\(workspace.narrator.time(interruption.confirmedThrough)): \(workspace.narrator.duration(seconds))"
            )
        }
    }
}
