import Contract
import GRDB

/// Columns as the domain's types.
extension Row {
    func instant(_ column: String) -> Instant { Instant(epochSeconds: self[column]) }

    func instantIfAny(_ column: String) -> Instant? { (self[column] as Int64?).map(Instant.init(epochSeconds:)) }

    func identifier<ID: Identifier>(_ column: String, _ type: ID.Type = ID.self) -> ID { ID(number: self[column]) }

    func identifierIfAny<ID: Identifier>(_ column: String, _ type: ID.Type = ID.self) -> ID? {
        (self[column] as Int64?).map(ID.init(number:))
    }

    func json<Value: Decodable>(_ column: String, _ type: Value.Type = Value.self) throws -> Value? {
        try (self[column] as String?).map { try Canonical.decode(type, from: $0) }
    }

    /// An enumeration's case; an unknown one means that the file is damaged.
    func word<Value: RawRepresentable<String>>(_ column: String, _ type: Value.Type = Value.self) throws -> Value {
        let text: String = self[column]
        guard let value = Value(rawValue: text) else { throw UnreadableValue(column: column, text: text) }
        return value
    }
}

/// A value in the books that no program of this version writes.
struct UnreadableValue: Error, CustomStringConvertible {
    let column: String
    let text: String
    var description: String { "\(column) holds '\(text)', which means nothing here" }
}
