import GRDBSQLite

/// What stands in one column of one row.
enum RawValue {
    case null
    case integer(Int64)
    case text([UInt8])
    case blob([UInt8])

    static func text(_ text: String) -> RawValue { .text(Array(text.utf8)) }

    init(_ statement: OpaquePointer, _ column: Int32) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT: self = .text(Self.bytes(statement, column))
        case SQLITE_BLOB: self = .blob(Self.bytes(statement, column))
        default: self = .null
        }
    }

    func bind(_ statement: OpaquePointer, _ index: Int32) {
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch self {
        case .null: sqlite3_bind_null(statement, index)
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        case .text(let bytes):
            bytes.withUnsafeBytes { text in
                let start = text.baseAddress?.assumingMemoryBound(to: CChar.self)
                _ = sqlite3_bind_text(statement, index, start, Int32(text.count), copied)
            }
        case .blob(let bytes):
            bytes.withUnsafeBytes { _ = sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), copied) }
        }
    }

    private static func bytes(_ statement: OpaquePointer, _ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }
}
