import CLibCrypto

/// SHA-256 through libcrypto.
enum Digest {
    static let length = 32

    /// Fetched once: libcrypto looks an algorithm up by its name at each use otherwise. It never changes, and every thread may
    /// use it.
    nonisolated(unsafe) private static let algorithm = EVP_MD_fetch(nil, "SHA256", nil)

    static func sha256(_ bytes: [UInt8]) throws -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: length)
        var written: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &digest, &written, algorithm, nil) == 1, written == length else {
            throw Failure()
        }
        return digest
    }

    /// The hash of a line that follows another: over the previous hash and every column, each behind its length so that no
    /// two lines serialise alike.
    static func chained(after previous: [UInt8], _ columns: [String?]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(columns.reduce(8 + previous.count) { $0 + 8 + ($1?.utf8.count ?? 0) })
        append(previous, to: &bytes)
        for column in columns { append(column?.utf8, to: &bytes) }
        return try sha256(bytes)
    }

    /// The length as eight bytes, most significant first, all ones for nothing at all; then the bytes.
    private static func append(_ value: (some Collection<UInt8>)?, to bytes: inout [UInt8]) {
        let length = value.map { UInt64($0.count) } ?? .max
        withUnsafeBytes(of: length.bigEndian) { bytes.append(contentsOf: $0) }
        if let value { bytes.append(contentsOf: value) }
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String { "libcrypto could not compute a SHA-256 digest" }
    }
}
