package import Contract
import Yams

/// A provider's terms file and the text beside it, with everything that is wrong with them.
package struct TermsFile: Sendable {
    package let path: String
    package let text: String
    /// In the order of their lines; empty when the terms can be installed.
    package let problems: [FileProblem]
    private let decoded: Terms?

    /// Reads a file and checks it against the rules of the terms that ship with Lessor.
    package static func read(_ path: String, templates: TemplateDirectory) throws -> TermsFile {
        let text: String
        do { text = try YAMLFile.text(of: path) } catch { throw WorkspaceError.file(path, "\(error)") }
        let shipped = try TermsDocument.shipped(in: templates.terms)
        let reference = try TermsDocument.decode(shipped.text, name: shipped.id)
        guard let known = try Yams.compose(yaml: shipped.text) else {
            throw WorkspaceError.terms(shipped.id, "its file is empty; put back the one that ships with Lessor")
        }
        let root: Node?
        do { root = try Yams.compose(yaml: text) } catch {
            return unreadable(path, text, line: error.yamlLine ?? 1, error.yamlReason)
        }
        guard let root, root.mapping != nil else {
            return unreadable(path, text, line: 1, "terms are a mapping that begins with id:.")
        }
        var mending = TermsMending(root, reference: known)
        let terms = mending.terms()
        var notes = mending.notes
        if let terms {
            notes += try unknownKeys(terms, mending.root)
            let found = terms.problems() + terms.problems(beside: reference) + terms.headProblems
            notes += found.filter { !mending.isReplaced($0.field) }.map { (mending.line(of: $0.field), $0.message) }
            notes += citations(of: terms, in: mending, beside: path)
        }
        let problems = notes.sorted { $0.line < $1.line }.map {
            FileProblem(path, line: $0.line, unusable: YAMLFile.oneLine($0.reason))
        }
        return TermsFile(path: path, text: text, problems: problems, decoded: terms)
    }

    /// The terms; throws when anything is wrong with them.
    package func terms() throws -> Terms {
        guard problems.isEmpty, let decoded else {
            let count = problems.count == 1 ? "1 mistake" : "\(problems.count) mistakes"
            throw WorkspaceError.terms(
                path,
                "\(count); `lessor terms check \(shellWord(path))` names each with its line."
            )
        }
        return decoded
    }

    private static func unreadable(_ path: String, _ text: String, line: Int, _ reason: String) -> TermsFile {
        let problem = FileProblem(path, line: line, unusable: YAMLFile.oneLine(reason))
        return TermsFile(path: path, text: text, problems: [problem], decoded: nil)
    }

    private static func unknownKeys(_ terms: Terms, _ root: Node) throws -> [(line: Int, reason: String)] {
        let known = try Yams.compose(yaml: try YAMLEncoder().encode(terms))
        return YAMLFile.unknownKeys(in: root, beside: known).map { field, line in
            (line ?? 1, "the field \(field) is not known; correct or remove it.")
        }
    }

    /// Quotes and lines are looked up in the text that stands beside the file.
    private static func citations(
        of terms: Terms,
        in mending: TermsMending,
        beside path: String
    ) -> [(line: Int, reason: String)] {
        let beside = (path.hasSuffix(".yaml") ? String(path.dropLast(5)) : path) + ".txt"
        guard let text = try? YAMLFile.text(of: beside) else {
            return [(1, "the text \(beside) cannot be read; put the terms as clients read them there, in UTF-8.")]
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return terms.problems(citing: lines).filter { !mending.isReplaced($0.field) }
            .map { (mending.line(of: $0.field), $0.message) }
    }
}

extension Terms {
    /// What is wrong with id, title, version and zone.
    fileprivate var headProblems: [TermsProblem] {
        var problems: [TermsProblem] = []
        for (name, value) in [("title", title), ("version", version)] where value.isBlank {
            problems.append(TermsProblem([name], "the \(name) is empty; it stands on what clients accept (R0-01)."))
        }
        if id.isBlank
            || !id.unicodeScalars.allSatisfy({
                $0.isASCII && ($0.properties.isAlphabetic || "0123456789-.".unicodeScalars.contains($0))
            })
        {
            problems.append(TermsProblem(["id"], "the id \"\(id)\" is not one of letters, digits, points and hyphens."))
        }
        do { _ = try CivilZone.load(zone) } catch { problems.append(TermsProblem(["zone"], error.description)) }
        return problems
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension Error {
    /// Why, without the whole text that the parser would show.
    fileprivate var yamlReason: String {
        switch self as? YamlError {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
            "this is not YAML that can be read: \(problem)."
        case .duplicatedKeysInMapping(let keys, _):
            YAMLFile.twice(keys) + "."
        default: "this is not YAML that can be read: \(self)."
        }
    }
}
