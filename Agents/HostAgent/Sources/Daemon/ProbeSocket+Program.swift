import Probing
import Wire

extension ProbeSocket {
    /// Asks a program at the port that its plan names; nil when that cannot be done.
    convenience init?(_ program: Program, timeout: Double, now: Double, sent: Int64) {
        let kind = program.probe.kind
        guard let address = NumericAddress(program.address),
            let port = program.ports.first(where: { $0.name == program.probe.port && $0.transport == kind.transport })
        else { return nil }
        self.init(kind, of: address, port: port.number, timeout: timeout, now: now, sent: sent)
    }
}
