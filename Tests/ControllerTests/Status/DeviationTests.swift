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

    private func server(
        host: String? = nil,
        demand: ServiceDemand.State = .running,
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
            observed: .unknown,
            since: nil,
            players: nil,
            slotsReported: nil,
            problem: problem
        )
    }
}
