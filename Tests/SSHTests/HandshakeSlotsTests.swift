import Testing

@testable import SSH

/// Who is called when there is room for another login.
@Suite struct HandshakeSlotsTests {
    private let slots = HandshakeSlots(limits: .init(overall: 1, perHost: 1))
    private let host = SSHEndpoint(address: "192.0.2.1", port: 22)

    /// Sessions with nothing to do yet.
    private func sessions(_ count: Int) -> [LoopSession] {
        (1...count).map {
            let buffer = UnsafeMutableRawBufferPointer(start: nil, count: 0)
            let session = LoopSession(id: $0, host: host, keepaliveInterval: .seconds(10), readBuffer: buffer)
            session.isStirred = false
            return session
        }
    }

    @Test func `the first in line is called when a turn is given back, and nobody else`() {
        let line = sessions(3)
        #expect(line.map { slots.takeTurn(for: $0) } == [true, false, false])
        slots.callNext()
        #expect(line.map(\.isStirred) == [false, false, false])
        slots.giveTurnBack()
        slots.callNext()
        #expect(line.map(\.isStirred) == [false, true, false])
        #expect(slots.takeTurn(for: line[1]) && !slots.takeTurn(for: line[2]))
    }

    @Test func `one that was called and gives up has the next called`() {
        let line = sessions(3)
        for session in line { _ = slots.takeTurn(for: session) }
        slots.giveTurnBack()
        slots.callNext()
        line[1].drop()
        slots.giveUp()
        slots.callNext()
        #expect(line[2].isStirred && slots.takeTurn(for: line[2]))
    }

    @Test func `who asks twice stands in line once`() {
        let line = sessions(3)
        for session in line + line { _ = slots.takeTurn(for: session) }
        slots.giveTurnBack()
        #expect(slots.takeTurn(for: line[1]))
        slots.giveTurnBack()
        slots.callNext()
        #expect(line.map(\.isStirred) == [false, false, true])
    }

    @Test func `a host that is dialled by as many as may calls when one leaves`() {
        let line = sessions(2)
        #expect(line.map { slots.enter(host, for: $0) } == [true, false])
        slots.leave(host)
        slots.callNext()
        #expect(line.map(\.isStirred) == [false, true] && slots.enter(host, for: line[1]))
    }
}
