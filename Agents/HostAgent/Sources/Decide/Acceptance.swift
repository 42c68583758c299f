import Wire

/// Whether a desired state is taken.
enum Acceptance: Equatable {
    /// It is what was accepted before.
    case same
    case take(DesiredServer)
    /// A full sentence.
    case refuse(String)

    /// - Parameter fault: what forbids a program on this host, as a sentence.
    init(_ wanted: DesiredServer, known: ServerBook.Entry?, fault: (Program) -> String?) {
        guard ServerName(wanted.id) != nil else {
            self = .refuse("“\(AgentLog.printable(wanted.id))” is no server id; use srv- and a number.")
            return
        }
        let program =
            wanted.state == .absent
            ? known?.desired.program ?? wanted.program : wanted.program ?? known?.desired.program
        let merged = DesiredServer(
            id: wanted.id,
            generation: wanted.generation,
            state: wanted.state,
            program: program,
            keptAsideSeconds: wanted.keptAsideSeconds
        )
        if let known, let repeated = Self.compare(merged, known.desired) {
            self = repeated
        } else if merged.state == .running, wanted.program == nil {
            self = .refuse("\(wanted.id) shall run but no program came with it; send the whole desired state.")
        } else if merged.state != .absent, let program = merged.program, let fault = fault(program) {
            self = .refuse("\(wanted.id): \(fault)")
        } else {
            self = .take(merged)
        }
    }

    /// nil when the generation is new.
    private static func compare(_ wanted: DesiredServer, _ known: DesiredServer) -> Acceptance? {
        if wanted.generation > known.generation { return nil }
        if wanted.generation < known.generation {
            return .refuse(
                "Generation \(wanted.generation) of \(wanted.id) is older than \(known.generation), which this host accepted; "
                    + "read the desired state again."
            )
        }
        let bothAbsent = wanted.state == .absent && known.state == .absent
        if wanted == known || bothAbsent { return .same }
        return .refuse(
            "Generation \(wanted.generation) of \(wanted.id) was accepted with another content; give a change a new generation."
        )
    }
}
