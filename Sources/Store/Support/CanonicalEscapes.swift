/// What stands behind backslashes in a text of JSON.
enum CanonicalEscapes {
    static func read(_ text: ArraySlice<UInt8>) throws -> String {
        var (bytes, rest) = ([UInt8](), text)
        while let byte = rest.popFirst() {
            bytes.append(byte == UInt8(ascii: "\\") ? try character(&rest) : byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The books escape nothing but ASCII.
    private static func character(_ rest: inout ArraySlice<UInt8>) throws -> UInt8 {
        switch rest.popFirst() {
        case UInt8(ascii: "\""): return UInt8(ascii: "\"")
        case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
        case UInt8(ascii: "/"): return UInt8(ascii: "/")
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"):
            let digits = rest.prefix(4)
            rest.removeFirst(digits.count)
            if digits.count == 4, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), code < 0x80 {
                return code
            }
        default: break
        }
        throw DecodingError.dataCorrupted(
            .init(codingPath: [], debugDescription: "A text holds an escape that the books do not write.")
        )
    }
}
