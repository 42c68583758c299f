import Contract
import Store
import Testing
import Wire

@testable import Controller

/// A host's servers are given to others only when the host would not start them by itself any more.
@Suite struct HostReturnTests {
    @Test func `a host that was heard a moment ago is given up only on a person's word that it stays off`() async throws
    {
        let real = try await TemporaryWorkspace(kind: .real)
        try real.store.addHost(TemporaryWorkspace.host)
        try real.store.recordContact("h1", at: real.now.adding(seconds: -180))
        let refusal = await #expect(throws: WorkspaceError.self) {
            try await real.workspace.evacuate("h1", staysOff: false)
        }
        let sentence = try #require(refusal).description
        #expect(sentence.contains("h1 answered 3 min ago") && sentence.contains("--stays-off"), "\(sentence)")
        #expect(try await real.workspace.evacuate("h1", staysOff: true).isEmpty)
        try real.store.recordContact("h1", at: real.now.adding(seconds: -HostReturn.controllerSeconds))
        #expect(try await real.workspace.evacuate("h1", staysOff: false).isEmpty)
    }

    @Test func `one that never answered, and a lab's, which tells no time, are given up at once`() async throws {
        let real = try await TemporaryWorkspace(kind: .real)
        try real.store.addHost(TemporaryWorkspace.host)
        #expect(try await real.workspace.evacuate("h1", staysOff: false).isEmpty)
        let lab = try await TemporaryWorkspace()
        try lab.store.addHost(TemporaryWorkspace.host)
        try lab.store.recordContact("h1", at: lab.now)
        #expect(try await lab.workspace.evacuate("h1", staysOff: false).isEmpty)
    }
}
