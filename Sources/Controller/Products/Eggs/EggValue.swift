import FoundationEssentials
import Yams

/// What stands in an egg's file, JSON or YAML, before anything is known of its meaning.
indirect enum EggValue: Equatable, Decodable {
    case text(String)
    case list([EggValue])
    case map([String: EggValue])
    case nothing

    /// An egg has some hundreds; repeated references could make a short file endless.
    private static let mostValues = 50_000

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .text(flag ? "true" : "false")
        } else if let number = try? container.decode(Int.self) {
            self = .text(String(number))
        } else if let number = try? container.decode(Double.self) {
            self = .text(String(number))
        } else if let list = try? container.decode([EggValue].self) {
            self = .list(list)
        } else {
            self = .map(try container.decode([String: EggValue].self))
        }
    }

    /// Reads JSON or YAML; nil where it is neither.
    init?(reading text: String) {
        if text.drop(while: \.isWhitespace).first == "{" {
            guard let value = try? JSONDecoder().decode(EggValue.self, from: Data(text.utf8)) else { return nil }
            self = value
        } else {
            var left = Self.mostValues
            guard let node = try? Yams.compose(yaml: text), let value = Self.value(node, &left) else { return nil }
            self = value
        }
    }

    private static func value(_ node: Node, _ left: inout Int) -> EggValue? {
        left -= 1
        guard left > 0 else { return nil }
        if let list = node.sequence {
            var values: [EggValue] = []
            for item in list {
                guard let value = value(item, &left) else { return nil }
                values.append(value)
            }
            return .list(values)
        }
        if let mapping = node.mapping {
            var values: [String: EggValue] = [:]
            for (key, item) in mapping {
                guard let name = key.string, let value = value(item, &left) else { return nil }
                values[name] = value
            }
            return .map(values)
        }
        guard let scalar = node.scalar else { return nil }
        let isNull = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
        return isNull ? .nothing : .text(scalar.string)
    }

    subscript(_ key: String) -> EggValue {
        if case .map(let values) = self { values[key] ?? .nothing } else { .nothing }
    }

    /// Nil for what is no text or an empty one.
    var text: String? {
        if case .text(let text) = self, !text.isEmpty { text } else { nil }
    }

    var list: [EggValue] {
        if case .list(let values) = self { values } else { [] }
    }

    /// By key, sorted: the order of the file says nothing.
    var pairs: [(key: String, value: EggValue)] {
        if case .map(let values) = self { values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } } else { [] }
    }
}
