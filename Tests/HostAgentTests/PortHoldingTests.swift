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

    @Test func `a port of an instance is held by its user, or by a stranger, or by nobody`() throws {
        let place = Place.free()
        let own = String(cString: try #require(getpwuid(geteuid())).pointee.pw_name)
        func look(_ user: String) -> PortHolding {
            let plan = InstancePlan(address: "127.0.0.1", port: 1, user: user, secretFile: "/x")
            // Whose the attendant is does not matter.
            return PortHolding.look(Program.stub(place, slots: 5).with(instance: plan), processID: 1)
        }
        #expect(look(own).isShut)
        let holder = try #require(PortThief(place))
        #expect(look(own) == .own)
        guard case .foreign(let who) = look("nobody") else {
            Issue.record("\(look("nobody"))")
            return
        }
        #expect(who.contains("process \(getpid()) ("), "\(who)")
        #expect(look("no-such-user") == .hidden)
        holder.leave()
    }

    @Test func `a port that a stranger shares is not its own, whoever bound it first`() throws {
        let place = Place.free()
        let program = Program.stub(place, slots: 5)
        let own = try listener(place)
        #expect(PortHolding.look(program, processID: own.processID) == .own)
        var stranger: Child? = try listener(place)
        for (process, other) in [(own, stranger), (stranger, own)] {
            let (process, other) = (try #require(process), try #require(other))
            let found = PortHolding.look(program, processID: process.processID)
            guard case .foreign(let holder) = found else {
                Issue.record("\(found)")
                continue
            }
            #expect(holder.contains("process \(other.processID) ("), "\(holder)")
        }
        stranger = nil
        #expect(PortHolding.look(program, processID: own.processID) == .own)
    }

    /// A process that holds the port and lets others have it too.
    private func listener(_ place: Place) throws -> Child {
        let script = """
            import socket, sys, time
            server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            server.bind((sys.argv[1], int(sys.argv[2])))
            print("bound", flush=True)
            time.sleep(600)
            """
        let child = Child(["/usr/bin/python3", "-c", script, place.address, "\(place.port)"])
        try #require(child.readLine() == Array("bound".utf8))
        return child
    }
}
