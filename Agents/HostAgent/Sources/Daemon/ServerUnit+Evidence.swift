import Wire

extension ServerUnit {
    /// What stands behind a change of class.
    func evidence(_ kind: IntervalRecord.Class) -> Evidence {
        let up = kind == .up
        return Evidence(
            generation: desired.generation,
            processID: life.process?.processID,
            answered: up,
            players: up ? health.players : nil,
            slotsReported: health.slotsReported,
            exitCode: kind == .down && life.process == nil ? ending?.exitCode : nil,
            note: note(kind)
        )
    }

    private func note(_ kind: IntervalRecord.Class) -> String {
        switch kind {
        case .up: health.slotsReported.map { "answers its probe with \($0) slots" } ?? "answers its probe"
        case .stopped: "\(desired.state.rawValue) as generation \(desired.generation) asks"
        case .unknown: "nobody looked"
        case .down:
            switch life {
            case .alive: health.problem ?? "started, no answer yet"
            case .stopping: "stops to start as generation \(desired.generation) asks"
            case .waiting, .failed: ending?.note ?? "no process"
            case .none, .preparing, .erased: obstacle ?? "starts as generation \(desired.generation) asks"
            }
        }
    }
}
