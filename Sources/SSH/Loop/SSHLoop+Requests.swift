extension SSHLoop {
    /// Has an operation made and run on the loop thread, and waits for its result without holding a thread.
    func request<Value: Sendable>(
        _ order: Order,
        _ begin: @escaping @Sendable (LoopState, Reply<Value>) -> Void
    ) async throws(SSHError) -> Value {
        let result: Result<Value, SSHError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if !perform({ begin($0, Reply(continuation)) }) {
                    continuation.resume(returning: .failure(.clientStopped(host: order.host)))
                }
            }
        } onCancel: {
            order.cancel()
            wake()
        }
        return try result.get()
    }

    /// The same for an operation on an open session.
    func request<Value: Sendable>(
        _ order: Order,
        on session: SessionID,
        _ make: @escaping @Sendable (Reply<Value>) -> any Operation
    ) async throws(SSHError) -> Value {
        try await request(order) { (state: LoopState, reply: Reply<Value>) in
            state.enqueue(make(reply), on: session)
        }
    }
}
