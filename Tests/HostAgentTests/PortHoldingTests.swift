import Glibc
import TestSupport
import Testing
import Wire

@testable import HostAgent

@Suite struct PortHoldingTests {
    @Test func `old tables of sockets say nothing against a server, nor for one that has let its port go`() throws {
        let place = Place.free()
        let program = Program.stub(place, slots: 5)
        func look(_ tables: inout SocketTables) -> PortHolding {
            PortHolding.look(program, processID: getpid(), recent: &tables)
        }
        var before = SocketTables()
        let unbound = look(&before)
        #expect(unbound == .nobody)
        let holder = try #require(PortThief(place))
        let bound = look(&before)
        #expect(bound == .own)
        var during = SocketTables()
        let known = look(&during)
        #expect(known == .own)
        holder.leave()
        let left = look(&during)
        #expect(left == .nobody)
    }
}
