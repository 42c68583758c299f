import CLibCrypto

/// SHA-256 through libcrypto.
enum Digest {
    static let length = 32

    static func sha256(_ bytes: [UInt8]) throws -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: length)
        var written: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &digest, &written, EVP_sha256(), nil) == 1, written == length else {
            throw Failure()
        }
        return digest
    }

    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String { "libcrypto could not compute a SHA-256 digest" }
    }
}
