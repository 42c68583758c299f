import Wire

/// All that the next step of one server depends on.
struct Situation: Equatable {
    var wanted: DesiredServer.State
    var life: Life
    var fit: Fit
    /// The process lost its port to somebody who has left since; only a new start gives it back.
    var portFreed: Bool
    /// The instance that it shares has more of it than what is wanted leaves there.
    var isLeft = false
    /// Nothing is tried before this time (after a full disk, a port still bound).
    var notBefore: Double
    var now: Double
}

/// The next step of one server.
enum Step: Equatable {
    /// Nothing to do before `until`, or before something happens.
    case rest(until: Double?)
    case start
    /// Tell the running program its slots.
    case resize
    /// Send the stop signal.
    case stop
    /// Send SIGKILL.
    case kill
    /// Forget the waiting or failed start: it shall not run any more.
    case settle
    /// Have an attendant end what the instance has of it.
    case leave
    case erase
}

extension Situation {
    /// What to do now. Level-based: asked again after each step until it says rest.
    var step: Step {
        switch life {
        case .preparing(_, _, let deadline):
            wanted != .running ? .stop : now >= deadline ? .kill : .rest(until: deadline)
        case .alive:
            wanted != .running || portFreed ? .stop : stepOfRunning
        case .stopping(_, let killAt):
            now >= killAt ? .kill : .rest(until: killAt)
        case .waiting(let until):
            wanted != .running ? .settle : now >= until ? .start : .rest(until: until)
        case .failed:
            wanted != .running ? .settle : .rest(until: nil)
        case .erased:
            // Nothing brings an erased server back but a newer generation, and that makes its life `none`.
            .rest(until: nil)
        case .none:
            stepWithoutProcess
        }
    }

    private var stepOfRunning: Step {
        switch fit {
        case .right: .rest(until: nil)
        case .resizable: .resize
        case .resizing(let until), .occupied(let until): .rest(until: until)
        case .outdated: .stop
        }
    }

    private var stepWithoutProcess: Step {
        if wanted != .stopped || isLeft, now < notBefore { return .rest(until: notBefore) }
        if wanted != .running, isLeft { return .leave }
        return switch wanted {
        case .running: .start
        case .stopped: .rest(until: nil)
        case .absent: .erase
        }
    }
}
