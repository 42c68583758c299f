import Yams

extension YAMLFile {
    /// A file as a tree; throws where it is no YAML, or empty.
    static func node(of path: String) throws(FileProblem) -> Node {
        let text = try text(of: path)
        let node: Node?
        do { node = try Yams.compose(yaml: text) } catch { throw unreadable(path, error) }
        guard let node else { throw FileProblem(path, line: 1, unusable: "it is empty") }
        return node
    }

    /// A file that no tree can be made of.
    static func unreadable(_ path: String, _ error: (any Error)?) -> FileProblem {
        if case .duplicatedKeysInMapping(let keys, let context) = error as? YamlError {
            return FileProblem(path, line: context.mark.line, unusable: twice(keys))
        }
        let reason = error.map { "\($0)" } ?? "no reason is known"
        return FileProblem(
            path,
            line: error?.yamlLine,
            "The file \(path) is not YAML that can be read: \(oneLine(reason))."
        )
    }

    /// Says of keys that one mapping has them more than once.
    static func twice(_ keys: [String]) -> String {
        let (verb, remedy) = keys.count == 1 ? ("is", "it") : ("are", "each")
        return "\(keys.joined(separator: ", ")) \(verb) written twice in one mapping; keep \(remedy) once"
    }
}

extension Error {
    /// Where a YAML parser gave up.
    var yamlLine: Int? {
        switch self as? YamlError {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: nil
        }
    }
}
