import Contract
import Controller
import Fleet
import Wire

/// A move as commands print it.
struct MoveView: Encodable {
    let server: String
    let from: String
    let to: String?
    let phase: String
    /// The old host is dead.
    let evacuation: Bool
    /// Carried so far.
    let bytes: Int64
    let files: Int?
    /// SHA-256 over everything carried, as both hosts computed it.
    let checksum: String?
    let since: String
    let problem: String?

    init(_ move: Move, narrator: Narrator) {
        server = move.server.description
        from = move.source
        to = move.target
        phase = move.phase.rawValue
        evacuation = move.isEvacuation
        bytes = move.carried?.bytes ?? move.progress
        files = move.carried?.files
        checksum = move.carried?.checksum
        since = narrator.time(move.phaseAt)
        problem = move.problem
    }

    /// What a move will do, for people.
    static func steps(of record: ServerRecord, to placement: Placement) -> [String] {
        let ports = placement.ports.map { "\($0.number)/\($0.transport.rawValue)" }.joined(separator: ", ")
        let old = record.host ?? "its host"
        return [
            "claim \(record.demand.slots) slots and \(placement.address) \(ports) on \(placement.host)",
            "stop \(record.id) on \(old), as maintenance that its client is told of",
            "carry its files to \(placement.host), with a checksum on both sides",
            "run it on \(placement.host); on \(old) its files stay until it answers there with "
                + "\(record.demand.slots) slots, and it goes back there if it does not",
            "mail the new address to its client (R7.7-01)",
            "erase its files on \(old), and free its ports there after their quarantine",
        ]
    }
}
