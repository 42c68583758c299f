import Contract
import Yams

/// Reads terms out of a YAML tree even where parts of it have no sense: each is noted with its line and replaced by that of the
/// shipped terms, so that one run finds every mistake.
struct TermsMending {
    private(set) var root: Node
    private(set) var notes: [(line: Int, reason: String)] = []
    /// Fields that do not come from the file, or whose mistakes are noted already.
    private var replaced: [[String]] = []
    private let reference: Node

    /// So many mistakes are enough to show.
    private static let most = 500

    init(_ root: Node, reference: Node) {
        self.root = root
        self.reference = reference
    }

    /// Nil where nothing helps, which is noted too.
    mutating func terms() -> Terms? {
        for _ in 0..<Self.most {
            do {
                return try YAMLDecoder().decode(Terms.self, from: root)
            } catch let error as DecodingError {
                let place = error.place.map(\.fieldName)
                notes.append((line(of: place), YAMLFile.sentence(error) + Self.hint(place, error)))
                guard let first = place.first else { return nil }
                replace(first, Array(place.dropFirst()))
            } catch {
                notes.append((1, YAMLFile.oneLine("\(error)")))
                return nil
            }
        }
        return nil
    }

    /// The line on which a field stands, or the nearest thing around it.
    func line(of field: [String]) -> Int {
        var (node, line) = (root, root.mark?.line ?? 1)
        for name in field {
            if let pair = node.mapping?.first(where: { $0.key.string == name }) {
                (node, line) = (pair.value, pair.key.mark?.line ?? line)
            } else if let rows = node.sequence, let index = Int(name), rows.indices.contains(index) {
                (node, line) = (rows[index], rows[index].mark?.line ?? line)
            } else {
                break
            }
        }
        return line
    }

    /// Whether what is said about this field would be about a replacement.
    func isReplaced(_ field: [String]) -> Bool {
        replaced.contains { field.starts(with: $0) }
    }

    private mutating func replace(_ first: String, _ rest: [String]) {
        guard let name = rest.first, var part = root[first] else {
            root[first] = reference[first]
            return replaced.append([first])
        }
        if part.sequence != nil, let index = Int(name) { return replaceRow(index, of: first) }
        guard part.mapping != nil else {
            root[first] = reference[first]
            return replaced.append([first])
        }
        part[name] = reference[first]?[name]
        root[first] = part
        replaced.append([first, name])
    }

    /// The row of the same id takes the place of a damaged one; without such a row it goes, and the table counts as replaced.
    private mutating func replaceRow(_ index: Int, of table: String) {
        guard var part = root[table], var rows = part.sequence else { return }
        let id = rows[index]["id"]?.string
        if let same = reference[table]?.sequence?.first(where: { id != nil && $0["id"]?.string == id }) {
            rows[index] = same
            replaced.append([table, "\(index)"])
        } else {
            rows.remove(at: index)
            replaced.append([table])
        }
        part.sequence = rows
        root[table] = part
    }

    private static func hint(_ place: [String], _ error: DecodingError) -> String {
        guard case .dataCorrupted = error else { return "." }
        return switch place.last {
        case "kind": "; write E, I or D."
        case "reading": "; write A, B, C or A+B."
        case "creditedOn": "; write \(Crediting.allCases.map(\.rawValue).joined(separator: ", "))."
        default: "."
        }
    }
}

extension DecodingError {
    /// The field that is missing or wrong.
    fileprivate var place: [any CodingKey] {
        switch self {
        case .keyNotFound(let key, let context): context.codingPath + [key]
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath
        @unknown default: []
        }
    }
}

extension CodingKey {
    fileprivate var fieldName: String { intValue.map(String.init) ?? stringValue }
}
