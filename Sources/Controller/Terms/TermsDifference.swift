package import Contract

/// One field in which two versions of the terms differ.
package struct TermsDifference: Equatable, Encodable, Sendable {
    package enum Part: String, Encodable, Sendable, CaseIterable {
        case head, parameter, reading, method, loyalty, rule
    }

    package let part: Part
    /// `graceDays`, `AMB-12`, `paypal`, `R6.11-18`; of loyalty the renewal from which the row holds.
    package let name: String
    /// Nil where the whole entry stands on one side only.
    package let field: String?
    /// Nil where it is absent.
    package let before: String?
    package let after: String?

    /// What differs, in the order of the file.
    package static func between(_ old: Terms, _ new: Terms) throws -> [TermsDifference] {
        let (before, after) = (try entries(of: old), try entries(of: new))
        return Part.allCases.flatMap { part -> [TermsDifference] in
            let (mine, other) = (before[part] ?? [:], after[part] ?? [:])
            return Set(mine.keys).union(other.keys).sorted(by: naturally).flatMap { name in
                differences(part, name, mine[name], other[name])
            }
        }
    }

    private typealias Fields = [String: String]

    private static func differences(_ part: Part, _ name: String, _ old: Fields?, _ new: Fields?) -> [TermsDifference] {
        guard let old, let new else {
            let words = { (fields: Fields?) in fields.map { $0["value"] ?? $0["reading"] ?? $0["summary"] ?? "present" }
            }
            return [TermsDifference(part: part, name: name, field: nil, before: words(old), after: words(new))]
        }
        return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map { field in
            TermsDifference(part: part, name: name, field: field, before: old[field], after: new[field])
        }
    }

    private static func entries(of terms: Terms) throws -> [Part: [String: Fields]] {
        let head = ["id": terms.id, "title": terms.title, "version": terms.version, "zone": terms.zone]
        return [
            .head: head.mapValues { ["value": $0] },
            .parameter: try named(terms.parameters),
            .reading: try named(terms.readings),
            .method: try rows(terms.methods) { $0.id.rawValue },
            .loyalty: try rows(terms.loyalty) { "\($0.fromRenewal)" },
            .rule: try rows(terms.rules, \.id),
        ]
    }

    private static func named(_ value: some Encodable) throws -> [String: Fields] {
        guard case .object(let entries) = try Tree.encoding(value) else { return [:] }
        return entries.mapValues(fields)
    }

    private static func rows<Row: Encodable>(_ rows: [Row], _ name: (Row) -> String) throws -> [String: Fields] {
        let pairs = try rows.map { (name($0), fields(of: try Tree.encoding($0))) }
        return Dictionary(pairs, uniquingKeysWith: { $1 })
    }

    private static func fields(of entry: Tree) -> Fields {
        guard case .object(let fields) = entry else { return [:] }
        return fields.mapValues(\.written)
    }

    /// `R6.2-01` before `R6.10-01`.
    private static func naturally(_ left: String, _ right: String) -> Bool {
        left.numberParts.lexicographicallyPrecedes(right.numberParts)
            || (left.numberParts == right.numberParts && left < right)
    }
}

extension String {
    fileprivate var numberParts: [Int] { split { !$0.isNumber }.compactMap { Int($0) } }
}
