import Fleet
import Testing
import Wire

@testable import Controller

/// What `host check` says of addresses that a machine lacks.
@Suite struct LostAddressTests {
    private func facts(_ addresses: [String]?) -> HostFacts {
        HostFacts(
            agentVersion: "0.1.0",
            bootID: "b",
            labClock: true,
            now: 5,
            isolation: [],
            programs: [],
            ephemeralPorts: [32_768, 60_999],
            addresses: addresses
        )
    }

    @Test func `each address of the pool that the machine has lost is named with what it has`() throws {
        let host = TemporaryWorkspace.host.with(Host.Change(addresses: ["127.0.0.2", "192.0.2.7", "192.0.2.8"]))
        let found = facts(["127.0.0.0/8", "192.0.2.8"]).missingAddresses(of: host)
        #expect(found.map(\.check) == ["address 192.0.2.7"] && found.allSatisfy { !$0.holds })
        #expect(found.first?.remedy.contains("127.0.0.0/8, 192.0.2.8") == true)
        // Agents of before do not say.
        #expect(facts(nil).missingAddresses(of: host).isEmpty)
    }
}
