import Glibc

/// Whole reads and writes on file descriptors, in spite of interruptions.
enum ByteStream {
    /// Writes everything; false when the other side is gone or the disk is full (`errno` says which).
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let written = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            offset += written
        }
        return true
    }

    /// Everything up to the end, but no more than `limit` bytes; nil when it is longer or cannot be read.
    static func readAll(from descriptor: Int32, limit: Int) -> [UInt8]? {
        var result: [UInt8] = []
        while let chunk = readSome(from: descriptor, most: 65_536) {
            if chunk.isEmpty { return result }
            result += chunk
            guard result.count <= limit else { return nil }
        }
        return nil
    }

    /// What can be read now: empty at the end, nil on an error (`errno` says which).
    static func readSome(from descriptor: Int32, most: Int) -> [UInt8]? {
        var failed = false
        let chunk = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
            var got = -1
            repeat { got = Glibc.read(descriptor, buffer.baseAddress, most) } while got < 0 && errno == EINTR
            failed = got < 0
            count = max(got, 0)
        }
        return failed ? nil : chunk
    }

    /// Reads a small file of `/proc` or the system by its path; nil when it is not there.
    static func readFile(_ path: String, limit: Int = 4 << 20) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return readAll(from: descriptor, limit: limit)
    }

    /// As ``readFile(_:limit:)``, as text without the last line break.
    static func readText(_ path: String) -> String? {
        guard var bytes = readFile(path) else { return nil }
        while bytes.last == 10 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
