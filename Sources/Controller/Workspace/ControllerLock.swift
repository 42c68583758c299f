import Foundation

/// Held by the one process that may act on hosts and mail for a state directory; ends with the process.
package final class ControllerLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Takes the lock, or says who holds it.
    package static func take(_ directory: StateDirectory) throws(WorkspaceError) -> ControllerLock {
        let descriptor = open(directory.controllerLock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(directory.path, String(cString: strerror(errno))) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let holder = Self.read(descriptor)
            close(descriptor)
            throw .locked(directory.path, holder: holder)
        }
        let line = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, line, line.count, 0)
        return ControllerLock(descriptor: descriptor)
    }

    private static func read(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).trimmingCharacters(
            in: .whitespacesAndNewlines
        )
    }

    deinit {
        // A child that is just being started has the file open too until it becomes its program.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
