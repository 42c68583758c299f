import Foundation
import Testing

/// Checks JSON against the part of JSON Schema 2020-12 that our schemas use; any other keyword is an error, so that no
/// rule of a schema goes unchecked.
struct SchemaChecker {
    private let root: [String: Any]

    init(file: String) throws {
        let data = try Data(contentsOf: URL(filePath: file))
        root = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// What is wrong, by place; empty when the document is valid.
    func problems(in document: [UInt8]) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(document), options: [.fragmentsAllowed])
        return check(value, root, "$")
    }

    private func check(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        schema.flatMap { keyword, rule in
            switch keyword {
            case "$schema", "$id", "$defs", "title", "description", "properties": [String]()
            case "$ref": check(value, definition(rule), place)
            case "type": hasType(value, rule as? String) ? [] : ["\(place) is not of type \(rule)"]
            case "enum": isListed(value, rule) ? [] : ["\(place) is not one of \(rule)"]
            case "pattern": matches(value, rule) ? [] : ["\(place) does not match \(rule)"]
            case "minimum": isNumber(value) { $0 >= (rule as? Int ?? .max) } ? [] : ["\(place) is below \(rule)"]
            case "maximum": isNumber(value) { $0 <= (rule as? Int ?? .min) } ? [] : ["\(place) is above \(rule)"]
            case "required": missing(value, rule).map { "\(place).\($0) is missing" }
            case "additionalProperties": others(value, rule, schema, place)
            case "items": items(value, rule, place)
            default: ["\(place): the keyword \(keyword) is not checked"]
            }
        } + properties(value, schema, place)
    }

    private func definition(_ reference: Any) -> [String: Any] {
        let name = (reference as? String)?.replacing("#/$defs/", with: "") ?? ""
        return (root["$defs"] as? [String: Any])?[name] as? [String: Any] ?? ["missing definition \(name)": 0]
    }

    private func hasType(_ value: Any, _ type: String?) -> Bool {
        switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isBoolean(value)
        case "integer":
            !isBoolean(value) && (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } == true
        default: false
        }
    }

    private func isBoolean(_ value: Any) -> Bool {
        (value as? NSNumber).map { String(cString: $0.objCType) == "c" || String(cString: $0.objCType) == "B" } ?? false
    }

    private func isListed(_ value: Any, _ rule: Any) -> Bool {
        (rule as? [String])?.contains(value as? String ?? "") == true
    }

    private func matches(_ value: Any, _ rule: Any) -> Bool {
        guard let text = value as? String, let pattern = rule as? String else { return false }
        return text.range(of: pattern, options: .regularExpression) != nil
    }

    private func isNumber(_ value: Any, _ holds: (Int) -> Bool) -> Bool {
        (value as? NSNumber).map { holds($0.intValue) } ?? false
    }

    private func missing(_ value: Any, _ rule: Any) -> [String] {
        let object = value as? [String: Any] ?? [:]
        return (rule as? [String] ?? []).filter { object[$0] == nil }
    }

    private func properties(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
        let object = value as? [String: Any] ?? [:]
        return (schema["properties"] as? [String: [String: Any]] ?? [:]).flatMap { name, rule in
            object[name].map { check($0, rule, "\(place).\(name)") } ?? []
        }
    }

    private func others(_ value: Any, _ rule: Any, _ schema: [String: Any], _ place: String) -> [String] {
        let known = (schema["properties"] as? [String: Any] ?? [:]).keys
        let rest = (value as? [String: Any] ?? [:]).filter { !known.contains($0.key) }
        if let rule = rule as? [String: Any] {
            return rest.flatMap { check($0.value, rule, "\(place).\($0.key)") }
        }
        return (rule as? Bool) == true ? [] : rest.keys.map { "\(place).\($0) is not allowed" }
    }

    private func items(_ value: Any, _ rule: Any, _ place: String) -> [String] {
        (value as? [Any] ?? []).enumerated().flatMap { index, item in
            check(item, rule as? [String: Any] ?? [:], "\(place)[\(index)]")
        }
    }
}
