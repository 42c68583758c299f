import Glibc

/// What a new thread is to do, boxed for its trip through C.
private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
        self.run = run
    }
}

/// Starts a thread outside Swift's pool, where blocking harms nobody; it ends with its body. False when the system
/// gives none.
func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(ThreadBody(body))
    guard pthread_create(&thread, nil, runThread, argument.toOpaque()) == 0 else {
        argument.release()
        return false
    }
    pthread_detach(thread)
    return true
}

private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    // Signals are for the program's other threads.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    if let argument {
        Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
    }
    return nil
}
