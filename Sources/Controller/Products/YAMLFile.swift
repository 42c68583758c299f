import FoundationEssentials
import Yams

/// Reads YAML into values, with errors that name the file and the field.
enum YAMLFile {
    /// Decodes a file. A key that the type does not know is an error: a mistyped one would silently do nothing.
    static func decode<Value: Codable>(_ type: Value.Type, from path: String) throws(FileProblem) -> Value {
        let source = try node(of: path)
        do {
            let value = try YAMLDecoder().decode(type, from: source)
            try refuseUnknownKeys(of: source, beside: value, path)
            return value
        } catch let problem as FileProblem {
            throw problem
        } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
            throw unreadable(path, context.underlyingError ?? DecodingError.dataCorrupted(context))
        } catch let error as DecodingError {
            let keys = place(error).map { $0.intValue.map(String.init) ?? $0.stringValue }
            throw FileProblem(path, line: line(of: keys, in: source), unusable: sentence(error))
        } catch {
            throw unreadable(path, error)
        }
    }

    /// What a file holds, which must be UTF-8.
    static func text(of path: String) throws(FileProblem) -> String {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw FileProblem(
                path,
                "The file \(path) cannot be read; check that it exists and that Lessor may read it."
            )
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw FileProblem(path, "The file \(path) is not UTF-8 text; save it as UTF-8.")
        }
        return text
    }

    private static func refuseUnknownKeys(of source: Node, beside value: some Encodable, _ path: String) throws {
        // JSON is YAML, and its encoder takes a tenth of the time.
        let known = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
        guard let found = unknownKeys(in: source, beside: try Yams.compose(yaml: known)).first else { return }
        throw FileProblem(
            path,
            line: found.line,
            unusable: "the field \(found.field) is not known; correct or remove it"
        )
    }

    /// The keys of `source` that `known`, the decoded value written again, does not have, each with its line.
    static func unknownKeys(in source: Node?, beside known: Node?, at field: String = "") -> [(
        field: String, line: Int?
    )] {
        if let source = source?.mapping, let known = known?.mapping {
            return source.flatMap { key, value -> [(field: String, line: Int?)] in
                let name = field.isEmpty ? key.string ?? "?" : "\(field).\(key.string ?? "?")"
                guard let other = known.first(where: { $0.key.string == key.string })?.value else {
                    return [(name, key.mark?.line)]
                }
                return unknownKeys(in: value, beside: other, at: name)
            }
        }
        guard let source = source?.sequence, let known = known?.sequence else { return [] }
        return zip(source, known).enumerated().flatMap { index, pair in
            unknownKeys(in: pair.0, beside: pair.1, at: "\(field)[\(index)]")
        }
    }

    /// - Parameter allowed: The words that the field may hold, where they are known.
    static func sentence(_ error: DecodingError, allowed: [String]? = nil) -> String {
        switch error {
        case .keyNotFound(let key, let context): "the field \(name(context.codingPath + [key])) is missing"
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            "the field \(name(context.codingPath)) is not of the type \(type)"
        case .dataCorrupted(let context):
            "the field \(name(context.codingPath)) \(wrong(context, allowed))"
        @unknown default: "\(error)"
        }
    }

    /// Swift's own words for a value that an enum does not have are no help to who wrote the file.
    private static func wrong(_ context: DecodingError.Context, _ allowed: [String]?) -> String {
        let reason = oneLine(reason(context))
        guard reason.hasPrefix("Cannot initialize "), let mark = reason.firstRange(of: " value ") else {
            return "is wrong: \(reason)"
        }
        let value = "is \(reason[mark.upperBound...]), which it cannot be"
        return allowed.map { "\(value); write \($0.count == 1 ? "" : "one of ")\($0.joined(separator: ", "))" } ?? value
    }

    /// The field that is missing or wrong.
    static func place(_ error: DecodingError) -> [any CodingKey] {
        switch error {
        case .keyNotFound(let key, let context): context.codingPath + [key]
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath
        @unknown default: []
        }
    }

    private static func reason(_ context: DecodingError.Context) -> String {
        context.underlyingError.map { "\($0)" } ?? context.debugDescription
    }

    private static func name(_ path: [any CodingKey]) -> String {
        guard !path.isEmpty else { return "at the top" }
        return path.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined().trimmingPrefix(".")
            .description
    }

    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
