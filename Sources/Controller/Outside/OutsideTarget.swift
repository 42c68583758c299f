import Contract
import Fleet
import Probing
import Wire

/// One server as it is asked from outside: at its public address and port, as a player would.
struct OutsideTarget: Sendable {
    let server: ServerID
    let host: String
    let address: NumericAddress
    let port: Int
    let place: String
    let kind: ProbePlan.Kind
    let slots: Int
    let timeout: Double

    /// Nil for a server that need not answer: the contract does not demand it, it is on no host, or its agent does not say that
    /// it is up as it is demanded now. Nor for one whose probe must log in, which no player does.
    init?(_ record: ServerRecord, _ plan: ProbePlan) {
        guard plan.script == nil, record.wanted.state == .running, let placement = record.placement,
            let observed = record.observed,
            observed.state == .up, observed.generation == record.generation,
            let port = placement.ports.first(where: { $0.name == plan.port && $0.transport == plan.kind.transport }),
            let address = NumericAddress(placement.address)
        else { return nil }
        server = record.id
        host = placement.host
        self.address = address
        self.port = port.number
        place = SocketPlace(placement.address, port.number).description
        kind = plan.kind
        slots = record.wanted.slots
        timeout = Double(plan.timeoutMilliseconds) / 1000
    }

    /// Whether it is this server that answers: one with fewer slots is not what was sold.
    func isAnswered(by result: ProbeResult) -> Bool {
        if case .answer(_, let reported) = result { reported ?? slots >= slots } else { false }
    }
}
