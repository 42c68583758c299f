package import Contract
import FoundationEssentials
import Yams

/// Readings and parameters put in place of those of a terms file, to ask what would change.
package struct TermsChanges: Sendable {
    /// `AMB-12: A`.
    package var readings: [String: String] = [:]
    /// `graceDays: 11`.
    package var parameters: [String: Int] = [:]

    package init(readings: [String: String] = [:], parameters: [String: Int] = [:]) {
        self.readings = readings
        self.parameters = parameters
    }

    package var isEmpty: Bool { readings.isEmpty && parameters.isEmpty }

    init(readings: Node?, parameters: Node?, in path: String) throws {
        for (key, value) in readings?.mapping ?? [:] { self.readings[key.string ?? ""] = value.string ?? "" }
        for (key, value) in parameters?.mapping ?? [:] {
            guard let number = value.int else {
                throw ScenarioError(path, value.mark?.line, "\(key.string ?? "the parameter") is a whole number.")
            }
            self.parameters[key.string ?? ""] = number
        }
    }

    func merging(_ others: TermsChanges) -> TermsChanges {
        TermsChanges(
            readings: readings.merging(others.readings) { $1 },
            parameters: parameters.merging(others.parameters) { $1 }
        )
    }

    /// The rulebook of a terms file with these changes, checked like any other.
    package func rulebook(of path: String) throws -> Rulebook {
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
            throw WorkspaceError.file(path, "it cannot be read")
        }
        var root = try Yams.compose(yaml: text)
        for (name, letter) in readings {
            guard root?["readings"]?[name] != nil else {
                throw WorkspaceError.terms(path, "there is no reading \(name); write one such as AMB-12=A")
            }
            root?["readings"]?[name]?["reading"] = Node(letter)
        }
        for (name, value) in parameters {
            guard root?["parameters"]?[name] != nil else {
                throw WorkspaceError.terms(
                    path,
                    "there is no parameter \(name); write one such as outageThresholdDays=4"
                )
            }
            root?["parameters"]?[name]?["value"] = Node(String(value), Tag(.int))
        }
        let changed = try root.map { try Yams.serialize(node: $0) } ?? text
        let terms = try TermsDocument.decode(isEmpty ? text : changed, name: path)
        return Rulebook(terms: [terms.id: terms], current: terms.id, zone: try CivilZone.load(terms.zone))
    }
}
