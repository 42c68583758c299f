extension LoopSession {
    /// What to poll the socket for; nil when even its end is of no interest yet.
    var interest: SocketInterest? {
        guard let operation = queue.first else { return .nothing }
        if let interest = operation.interest { return interest == .nothing ? nil : interest }
        // Only writability, or unread input would spin the loop until the half-sent packet is out.
        return transport?.isMidPacket == true ? .writable : .readable
    }

    /// Called when poll(2) reports what `interest` asked for, or the socket's end.
    func socketIsReady() {
        // Between operations only the peer's hanging up is polled for.
        if queue.isEmpty { drop() } else { isStirred = true }
    }

    /// Whether a deadline has passed or a caller has cancelled.
    func isDue(_ now: ContinuousClock.Instant) -> Bool {
        nextEvent.map { $0 <= now } ?? false || queue.contains { !$0.isSettled && $0.order.isCancelled }
    }
}
