import Contract
import Testing

@testable import Controller

@Suite struct ToldIncidentTests {
    @Test func `R7.9-01: a service of which an incident cannot be said does not keep the others from it`() async throws
    {
        let lab = try await TemporaryWorkspace()
        let delivered = try await lab.leaseServer(cents: 5000)
        let account = try lab.workspace.requireOwner(of: delivered).id
        let ordered = try lab.workspace.orderMumble(for: account, name: "Late")
        let now = try lab.now
        let told = try lab.workspace.tell(of: [ordered, delivered].map { (account: account, subscription: $0) }) {
            .incidentDeclared($0, start: now, cause: .attack, words: "flood of packets")
        }
        #expect(told.steps.count == 1 && told.refusals.count == 1)
        #expect(told.refusals.first?.description.contains("\(ordered) was not delivered") == true)
        #expect(try lab.workspace.requireOwner(of: delivered)[delivered]?.openIncident?.cause == .attack)
    }
}
