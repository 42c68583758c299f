import Foundation
import Testing

@testable import Controller

/// A provider's own terms, made from the shipped ones.
enum OwnTerms {
    static let shipped = "\(Repository.templates)/terms/serveurts-2010-02-02"

    /// The shipped terms with changes, in a file of its own with the text beside it.
    static func file(
        _ changes: [(old: String, new: String)],
        in folder: TemporaryFolder,
        text: Bool = true
    ) throws -> (path: String, lines: [String]) {
        var yaml = try String(contentsOfFile: shipped + ".yaml", encoding: .utf8)
        for change in changes {
            let place = try #require(yaml.range(of: change.old), "\(change.old)")
            yaml.replaceSubrange(place, with: change.new)
        }
        if text { _ = try folder.write(try String(contentsOfFile: shipped + ".txt", encoding: .utf8), to: "own.txt") }
        return (try folder.write(yaml, to: "own.yaml"), yaml.components(separatedBy: "\n"))
    }

    static func read(_ path: String) throws -> TermsFile {
        try TermsFile.read(path, templates: TemplateDirectory(path: Repository.templates))
    }
}
