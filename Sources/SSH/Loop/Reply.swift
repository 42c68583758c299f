/// The way back to the caller who waits; used once, later answers are dropped. Loop thread only.
final class Reply<Value: Sendable> {
    private var continuation: CheckedContinuation<Result<Value, SSHError>, Never>?
    private(set) var isGiven = false

    /// - Parameter continuation: Nil when nobody waits.
    init(_ continuation: CheckedContinuation<Result<Value, SSHError>, Never>?) {
        self.continuation = continuation
    }

    func give(_ result: Result<Value, SSHError>) {
        continuation?.resume(returning: result)
        continuation = nil
        isGiven = true
    }
}
