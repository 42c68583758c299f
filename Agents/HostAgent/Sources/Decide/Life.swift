/// Where a server's process is in its life. Times are seconds of the monotonic clock.
enum Life: Equatable {
    /// No process.
    case none
    /// A prepare step runs.
    case preparing(ProcessIdentity, step: Int, deadline: Double)
    case alive(ProcessIdentity)
    /// Asked to stop; killed when `killAt` has come.
    case stopping(ProcessIdentity, killAt: Double)
    /// Crashed; starts again at `until`.
    case waiting(until: Double)
    /// Crashed too often.
    case failed
    /// Absent, and proven so.
    case erased

    var process: ProcessIdentity? {
        switch self {
        case .preparing(let identity, _, _), .alive(let identity), .stopping(let identity, _): identity
        case .none, .waiting, .failed, .erased: nil
        }
    }
}
