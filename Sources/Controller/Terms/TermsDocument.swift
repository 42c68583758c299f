package import Contract
import Foundation
import Yams

/// A terms file: its text as kept in the database, and what it says.
package struct TermsDocument: Sendable {
    package let id: TermsID
    package let text: String

    /// The terms that ship with Lessor.
    static func shipped(in directory: String) throws -> TermsDocument {
        let path = directory + "/serveurts-2010-02-02.yaml"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw WorkspaceError.file(path, "it cannot be read")
        }
        return TermsDocument(id: try decode(text, name: path).id, text: text)
    }

    /// The terms of a file; not compared with the text beside it, which ``TermsFile`` does.
    package static func load(_ path: String) throws -> Terms {
        do { return try decode(try YAMLFile.text(of: path), name: path) } catch let problem as FileProblem {
            throw WorkspaceError.file(path, problem.description)
        }
    }

    /// Decodes and checks a terms file; errors name the place and the reason.
    static func decode(_ text: String, name: String) throws -> Terms {
        do {
            let terms = try YAMLDecoder().decode(Terms.self, from: text)
            try terms.validate()
            return terms
        } catch {
            throw WorkspaceError.terms(name, "\(error)")
        }
    }
}
