import CLibCrypto
import FoundationEssentials

enum SHA256 {
    static func digest(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        EVP_Digest(bytes, bytes.count, &digest, nil, EVP_sha256(), nil)
        return digest
    }

    /// As `ssh-keygen -l` prints it: base64 without the padding.
    static func fingerprint(of bytes: [UInt8]) -> String {
        "SHA256:" + Data(digest(bytes)).base64EncodedString().filter { $0 != "=" }
    }
}
