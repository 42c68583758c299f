import Contract
import FoundationEssentials
import Yams

/// Reads a scenario from its YAML file. The format is described in docs/scenarios.md.
package struct ScenarioFile {
    let path: String
    let catalogue: Catalogue
    let book: Rulebook
    private let nodes: [String: Node]

    private static let keys = [
        "title", "terms", "readings", "parameters", "catalogue", "history", "until", "expect", "end",
    ]

    /// Opens the file and what it names.
    ///
    /// - Parameter changes: readings and parameters that replace those of the file.
    package init(_ path: String, templates: TemplateDirectory, changes: TermsChanges = TermsChanges()) throws {
        self.path = path
        nodes = try Self.fields(of: path)
        for (key, node) in nodes where !Self.keys.contains(key) {
            throw ScenarioError(
                path,
                node.mark?.line,
                "\(key) is not part of a scenario; write \(Self.keys.joined(separator: ", "))."
            )
        }
        let folder = URL(filePath: path).deletingLastPathComponent().path()
        let resolve = { (name: String) in name.hasPrefix("/") ? name : folder + name }
        let terms = nodes["terms"]?.string.map(resolve) ?? templates.terms + "/serveurts-2010-02-02.yaml"
        let own = try TermsChanges(readings: nodes["readings"], parameters: nodes["parameters"], in: path)
        book = try own.merging(changes).rulebook(of: terms)
        catalogue = try Catalogue.load(nodes["catalogue"]?.string.map(resolve) ?? templates.sampleCatalogue)
    }

    private static func fields(of path: String) throws -> [String: Node] {
        guard let data = try? Data(contentsOf: URL(filePath: path)), let text = String(validating: data, as: UTF8.self)
        else { throw ScenarioError(path, nil, "the file cannot be read as UTF-8 text; check its name.") }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            let reason = "\(error)".split(whereSeparator: \.isNewline).first ?? ""
            throw ScenarioError(path, nil, "this is not YAML that can be read: \(reason).")
        }
        guard let mapping = root?.mapping else {
            throw ScenarioError(path, 1, "a scenario is a mapping that begins with title: and has a history:.")
        }
        return Dictionary(mapping.map { ($0.key.string ?? "", $0.value) }, uniquingKeysWith: { $1 })
    }

    /// The scenario that the file describes.
    package func scenario() throws -> Scenario {
        guard let title = nodes["title"]?.string else {
            throw ScenarioError(path, 1, "the title is missing; add title:.")
        }
        guard let history = nodes["history"]?.sequence, !history.isEmpty else {
            throw ScenarioError(path, 1, "the history is missing; add history: with at least one fact.")
        }
        var entries: [Scenario.Entry] = []
        for node in history {
            let entry = try self.entry(node, after: entries)
            if let last = entries.last, entry.at < last.at {
                throw ScenarioError(
                    path,
                    entry.line,
                    "this happens before the entry above it; put the entries in order."
                )
            }
            entries.append(entry)
        }
        return Scenario(
            title: title,
            entries: entries,
            until: max(try nodes["until"].map(instant) ?? entries[entries.count - 1].at, entries[entries.count - 1].at),
            expectations: try nodes["expect"]?.sequence?.map(expectation) ?? [],
            end: try end(nodes["end"]),
            book: book
        )
    }
}

extension ScenarioFile {
    /// The fields of a mapping, each known.
    func fields(_ node: Node, _ what: String, _ known: [String]) throws -> [String: Node] {
        guard let mapping = node.mapping else {
            throw ScenarioError(path, node.mark?.line, "\(what) is a mapping of \(known.joined(separator: ", ")).")
        }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.string, known.contains(name) else {
                let known = known.joined(separator: ", ")
                throw ScenarioError(path, key.mark?.line, "\(what) has no \(key.string ?? "such key"); write \(known).")
            }
            fields[name] = value
        }
        return fields
    }

    func instant(_ node: Node) throws -> Instant {
        guard let text = node.string, let instant = book.zone.instant(text) else {
            throw ScenarioError(
                path,
                node.mark?.line,
                "\(node.string ?? "this") is not a time; write 2010-03-01, 2010-03-01 12:30 or 2010-03-01 12:30:05."
            )
        }
        return instant
    }

    func identifier<ID: Identifier>(_ node: Node) throws -> ID {
        guard let text = node.string, let id = ID(text) else {
            throw ScenarioError(path, node.mark?.line, "\(node.string ?? "this") is not of the form \(ID.prefix)1.")
        }
        return id
    }
}
