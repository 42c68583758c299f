/// One thing to do on one session, as a state machine that never waits. Loop thread only.
protocol Operation: AnyObject {
    var order: Order { get }
    /// The caller has been answered; what is left is to clean up.
    var isSettled: Bool { get }
    /// What to tell the caller when the deadline passes now.
    var timeout: SSHError { get }
    /// What the socket must be ready for; nil asks libssh2.
    var interest: SocketInterest? { get }
    /// When to be stepped again although nothing happened on the socket.
    var wakeTime: ContinuousClock.Instant? { get }

    /// Does as much as it can without waiting.
    func step(in session: LoopSession) throws(SSHError) -> Progress
    /// Answers the caller, if that has not been done.
    func fail(_ error: SSHError)
    /// After a failure, a cancellation or the deadline: what becomes of the session.
    func abandon(in session: LoopSession) -> Cleanup
}

extension Operation {
    var timeout: SSHError { order.timeout }
    var interest: SocketInterest? { nil }
    var wakeTime: ContinuousClock.Instant? { nil }
}

enum Progress {
    /// Nothing more to do until the socket is ready.
    case waiting
    /// More could be done at once, after the other sessions had their turn.
    case again
    case finished
}

enum Cleanup {
    case nothing
    /// `step` cleans up, within the grace period.
    case stepping
    /// The session is in the middle of something that cannot be taken back.
    case drop
}

enum SocketInterest {
    case nothing, readable, writable
}
