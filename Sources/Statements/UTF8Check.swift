/// Where bytes stop being UTF-8.
enum UTF8Check {
    /// The line, counted from 1, of the first byte that is not UTF-8; nil when all is well.
    static func firstBadLine(_ bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var decoder = UTF8()
        var input = bytes.makeIterator()
        var line = 1
        while true {
            switch decoder.decode(&input) {
            case .scalarValue(let scalar): line += scalar == "\n" ? 1 : 0
            case .error: return line
            case .emptyInput: return nil
            }
        }
    }
}
