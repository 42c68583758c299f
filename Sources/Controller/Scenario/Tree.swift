import Contract
import FoundationEssentials
import Yams

/// A value of a YAML or JSON document, without its place in the file.
enum Tree: Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case text(String)
    case list([Tree])
    case object([String: Tree])

    /// Reads a node as YAML 1.2 would. A civil time such as `2010-03-01 00:05` becomes the instant on `zone`'s wall clock, and
    /// `12.50 EUR` becomes its cents, which is how facts hold both.
    init(_ node: Node, zone: CivilZone) {
        switch node {
        case .mapping(let mapping):
            self = .object(
                Dictionary(
                    mapping.map { ($0.key.string ?? "", Tree($0.value, zone: zone)) },
                    uniquingKeysWith: { $1 }
                )
            )
        case .sequence(let sequence): self = .list(sequence.map { Tree($0, zone: zone) })
        case .scalar(let scalar): self = Self.scalar(scalar, node, zone)
        case .alias: self = .null
        }
    }

    private static func scalar(_ scalar: Node.Scalar, _ node: Node, _ zone: CivilZone) -> Tree {
        guard scalar.style == .plain || scalar.style == .any else { return .text(scalar.string) }
        if scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null" { return .null }
        if let flag = ["true": true, "false": false][scalar.string] { return .bool(flag) }
        if let integer = Int64(scalar.string) { return .integer(integer) }
        if scalar.string.contains(":"), let instant = zone.instant(scalar.string) {
            return .integer(instant.epochSeconds)
        }
        if scalar.string.hasSuffix(" EUR"), let cents = cents(String(scalar.string.dropLast(4))) {
            return .integer(cents)
        }
        return .text(scalar.string)
    }

    /// `12.50` in cents; other than a payment, an amount here may be zero.
    private static func cents(_ text: String) -> Int64? {
        text == "0.00" ? 0 : try? EuroAmount.parse(text)
    }
}

extension Tree: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let object = try? container.decode([String: Tree].self) {
            self = .object(object)
        } else if let list = try? container.decode([Tree].self) {
            self = .list(list)
        } else if let flag = try? container.decode(Bool.self) {
            self = .bool(flag)
        } else if let integer = try? container.decode(Int64.self) {
            self = .integer(integer)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let flag): try container.encode(flag)
        case .integer(let integer): try container.encode(integer)
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .object(let object): try container.encode(object)
        }
    }
}

extension Tree {
    /// The value that this tree writes.
    func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: try JSONEncoder().encode(self))
    }

    /// The tree that a value is written as.
    static func encoding(_ value: some Encodable) throws -> Tree {
        try JSONDecoder().decode(Tree.self, from: try JSONEncoder().encode(value))
    }

    /// The first key of this tree that `known` does not have; nil when there is none.
    func unknownKey(beside known: Tree) -> String? {
        switch (self, known) {
        case (.object(let mine), .object(let other)):
            for (key, value) in mine.sorted(by: { $0.key < $1.key }) where value != .null {
                guard let beside = other[key] else { return key }
                if let found = value.unknownKey(beside: beside) { return found }
            }
            return nil
        case (.list(let mine), .list(let other)):
            return zip(mine, other).lazy.compactMap { $0.unknownKey(beside: $1) }.first
        default: return nil
        }
    }
}
