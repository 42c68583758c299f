import Glibc

/// Writes files whole: a reader sees the old bytes or the new ones, never a part, whatever fails in between.
package enum AtomicFile {
    /// Which step failed on which file, and the system's reason.
    package struct Failure: Error, Equatable, Sendable, CustomStringConvertible {
        package let path: String
        package let step: String
        package let errorNumber: Int32

        package var description: String {
            let reason = String(cString: strerror(errorNumber))
            return "The file \(path) could not be \(step): \(reason); what was there before is unchanged. \(remedy)"
        }

        private var remedy: String {
            switch errorNumber {
            case ENOSPC, EDQUOT: "Free space on that file system."
            case EACCES, EPERM, EROFS: "Let Lessor's user write in that folder."
            case ENOENT, ENOTDIR: "Create the folder that should hold it."
            case ENAMETOOLONG: "Use a shorter name."
            default: "Look at the file system that holds it."
            }
        }
    }

    /// Writes `bytes` to `path` through a temporary file in the same folder, with fsync before the rename.
    ///
    /// - Parameters:
    ///   - mode: permission bits of the new file.
    ///   - durableName: also waits until the new name is on disk; a caller that writes many files of one folder can do
    ///     that once for all with `syncFolder(_:)`.
    package static func write(
        _ bytes: [UInt8],
        to path: String,
        mode: UInt32 = 0o644,
        durableName: Bool = true
    ) throws(Failure) {
        let temporary = temporaryName(for: path)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw failure(path, "created") }
        do throws(Failure) {
            defer { close(descriptor) }
            // The process's umask must not decide who may read a file with a mode of its own.
            guard fchmod(descriptor, mode) == 0 else { throw failure(path, "given its mode") }
            try writeAll(bytes, to: descriptor, path)
            guard fsync(descriptor) == 0 else { throw failure(path, "brought to disk") }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            let reason = failure(path, "renamed into place")
            unlink(temporary)
            throw reason
        }
        if durableName { try syncFolder(folder(of: path)) }
    }

    /// Brings the names in a folder to disk.
    package static func syncFolder(_ folder: String) throws(Failure) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder, "opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder, "brought to disk") }
    }

    /// Whether a name is that of a temporary file of ours, left behind by a crash.
    package static func isTemporary(_ name: String) -> Bool {
        name.hasPrefix(".") && name.contains(".tmp-")
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(Failure) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure(path, "written") }
            written += count
        }
    }

    private static func temporaryName(for path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        // A short stem keeps the longest allowed file names possible.
        return "\(folder(of: path))/.\(name.prefix(40)).tmp-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func failure(_ path: String, _ step: String) -> Failure {
        Failure(path: path, step: step, errorNumber: errno)
    }
}
