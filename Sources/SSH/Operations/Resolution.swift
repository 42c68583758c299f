/// A name being looked up on a thread of its own, because getaddrinfo(3) blocks for as long as it likes.
final class Resolution: Sendable {
    private let result = Lock<Result<[SocketAddress], SocketAddress.Unknown>?>(nil)

    init(of endpoint: SSHEndpoint, whenDone: @escaping @Sendable () -> Void) {
        let isStarted = startThread { [self] in
            let found = Result { () throws(SocketAddress.Unknown) in
                try SocketAddress.resolve(endpoint, numericOnly: false)
            }
            result.withLock { $0 = found }
            whenDone()
        }
        if !isStarted {
            result.withLock { $0 = .failure(SocketAddress.Unknown(reason: "the system gives no further thread")) }
            whenDone()
        }
    }

    /// Nil while the look-up is still going on.
    func addresses() throws(SocketAddress.Unknown) -> [SocketAddress]? {
        try result.withLock { $0 }?.get()
    }
}
