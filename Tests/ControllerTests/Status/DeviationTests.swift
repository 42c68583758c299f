import Contract
import Controller
import Testing

@Suite struct DeviationTests {
    @Test func `a paid server that no host can take deviates; one that waits for its first pass does not`() {
        #expect(server(problem: "No host can take srv-1001.").deviation == .paidButDown)
        #expect(server(problem: nil).deviation == nil)
        #expect(server(host: "alpha", problem: "It is not known how it is.").deviation == nil)
        #expect(server(demand: .absent, problem: "No host can take srv-1001.").deviation == nil)
    }

    @Test func `a paid server that lost its host is down, not unknown, whatever keeps it from another`() {
        #expect(server(observed: .down, problem: nil).deviation == .paidButDown)
        #expect(server(demand: .stopped, observed: .down, problem: nil).deviation == nil)
        #expect(ServerStatus.Observed.down.text == "down")
    }

    private func server(
        host: String? = nil,
        demand: ServiceDemand.State = .running,
        observed: ServerStatus.Observed = .unknown,
        problem: String?
    ) -> ServerStatus {
        ServerStatus(
            id: ServerID(number: 1001),
            product: "mumble",
            host: host,
            address: nil,
            port: nil,
            demand: demand,
            slots: 10,
            phase: "paid, being set up",
            due: nil,
            observed: observed,
            since: nil,
            players: nil,
            slotsReported: nil,
            problem: problem
        )
    }
}
