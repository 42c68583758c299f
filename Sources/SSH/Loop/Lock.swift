import Glibc

/// A value behind a POSIX mutex.
///
/// Swift's `Mutex` would do, but the thread sanitizer cannot look into it on Linux and reports races that are none.
/// Unchecked, because only the mutex makes it safe: nothing reaches the value but `withLock`, and the compiler lets nothing of it out
/// (`inout sending`, as with `Mutex`) but what may be sent.
package final class Lock<Value>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    package init(_ value: sending Value) {
        self.value = value
        mutex = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    package func withLock<Result>(_ body: (inout sending Value) -> sending Result) -> sending Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return body(&value)
    }
}
