import Probing
import Wire

extension ProbeSocket {
    /// Asks a program at the port that its plan names, or the instance that it shares; nil when that cannot be done.
    ///
    /// - Parameters entry, isFresh: see ``ProbeScript``.
    convenience init?(_ program: Program, entry: [String], isFresh: Bool, timeout: Double, now: Double, sent: Int64) {
        let kind = program.probe.kind
        let asked = program.instance.map { ($0.address, $0.port) } ?? program.port.map { (program.address, $0.number) }
        guard let (text, port) = asked, let address = NumericAddress(text) else { return nil }
        let script = ProbeScript(program, entry: entry, isFresh: isFresh)
        self.init(kind, of: address, port: port, script: script, timeout: timeout, now: now, sent: sent)
    }
}
