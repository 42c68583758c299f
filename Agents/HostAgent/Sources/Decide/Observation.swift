import Wire

/// What a server shows outside, from what is wanted and what its process does.
enum Observation {
    static func state(wanted: DesiredServer.State, life: Life, verdict: Health.Verdict, isLeft: Bool = false)
        -> ObservedServer.State
    {
        switch life {
        case .erased: .absent
        case .stopping: .stopping
        case .preparing: wanted == .running ? .starting : .stopping
        case .alive: wanted == .running ? running(verdict) : .stopping
        case .waiting: wanted == .running ? .waiting : .stopped
        case .failed: wanted == .running ? .failed : .stopped
        case .none: wanted == .running ? .starting : isLeft ? .stopping : .stopped
        }
    }

    private static func running(_ verdict: Health.Verdict) -> ObservedServer.State {
        switch verdict {
        case .starting: .starting
        case .up: .up
        case .unresponsive: .unresponsive
        }
    }

    /// The class of the time that begins with this state.
    static func kind(wanted: DesiredServer.State, state: ObservedServer.State) -> IntervalRecord.Class {
        guard wanted == .running else { return .stopped }
        return state == .up ? .up : .down
    }
}
