/// Reads forward through untrusted bytes; nil when they end too early.
struct ByteReader {
    private let bytes: [UInt8]
    private var index: Int

    init(_ bytes: [UInt8], from start: Int = 0) {
        self.bytes = bytes
        index = max(0, start)
    }

    var rest: Int { max(0, bytes.count - index) }

    mutating func byte() -> UInt8? {
        guard index < bytes.count else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    /// Skips `count` bytes; false when there are fewer.
    mutating func skip(_ count: Int) -> Bool {
        guard count >= 0, rest >= count else { return false }
        index += count
        return true
    }

    /// An unsigned number of `count` bytes, at most 4, the highest byte first.
    mutating func big(_ count: Int) -> Int? {
        guard rest >= count else { return nil }
        defer { index += count }
        return bytes[index..<index + count].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The same with the lowest byte first.
    mutating func little(_ count: Int) -> Int? {
        guard rest >= count else { return nil }
        defer { index += count }
        return bytes[index..<index + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// Text up to a zero byte, which must be there.
    mutating func text() -> String? {
        guard let end = bytes[min(index, bytes.count)...].firstIndex(of: 0) else { return nil }
        defer { index = end + 1 }
        return String(decoding: bytes[index..<end], as: UTF8.self)
    }
}
