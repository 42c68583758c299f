import Foundation
import Glibc

/// Runs code on a thread that alone sees a tiny file system of its own; it goes with the thread.
enum TinyDisk {
    /// Why there can be none here: no root, or a kernel that forbids mounting.
    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    /// Mounts `kilobytes` of memory at `path` for the time of `body`, which must not suspend.
    static func with(kilobytes: Int, at path: String, _ body: @escaping @Sendable () throws -> Void) throws {
        let outcome = Outcome()
        let done = DispatchSemaphore(value: 0)
        let thread = Thread {
            outcome.result = Result {
                try mount(kilobytes, path)
                try body()
            }
            done.signal()
        }
        thread.start()
        done.wait()
        try outcome.result?.get()
    }

    /// Written by the thread before the semaphore, read after it: never at once.
    private final class Outcome: @unchecked Sendable {
        var result: Result<Void, any Error>?
    }

    private static func mount(_ kilobytes: Int, _ path: String) throws {
        // Glibc's overlay for Swift leaves both functions out.
        typealias Unshare = @convention(c) (Int32) -> Int32
        typealias Mount =
            @convention(c) (
                UnsafePointer<CChar>?, UnsafePointer<CChar>, UnsafePointer<CChar>?, UInt, UnsafePointer<CChar>?
            ) -> Int32
        guard geteuid() == 0, let first = dlsym(nil, "unshare"), let second = dlsym(nil, "mount") else {
            throw Unavailable(description: "mounting a tiny disk needs root")
        }
        let (unshare, mount) = (unsafeBitCast(first, to: Unshare.self), unsafeBitCast(second, to: Mount.self))
        let (newNamespace, private_, recursive): (Int32, UInt, UInt) = (0x0002_0000, 1 << 18, 1 << 14)
        guard unshare(newNamespace) == 0, mount(nil, "/", nil, private_ | recursive, nil) == 0,
            mount("none", path, "tmpfs", 0, "size=\(kilobytes)k") == 0
        else {
            throw Unavailable(description: "mounting is not allowed here: \(String(cString: strerror(errno)))")
        }
    }
}
