import Probing
import Wire

extension ProbeSocket {
    /// Asks a program at the port that its plan names; nil when that cannot be done.
    ///
    /// - Parameter isFresh: see ``ProbeScript``.
    convenience init?(_ program: Program, isFresh: Bool, timeout: Double, now: Double, sent: Int64) {
        let kind = program.probe.kind
        guard let address = NumericAddress(program.address),
            let port = program.ports.first(where: { $0.name == program.probe.port && $0.transport == kind.transport })
        else { return nil }
        let script = ProbeScript(program, isFresh: isFresh)
        self.init(kind, of: address, port: port.number, script: script, timeout: timeout, now: now, sent: sent)
    }
}
