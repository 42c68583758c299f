import Contract
import Controller
import Foundation
import Yams

/// The terms that ship with the product, and the zone of their dates.
enum ShippedBook {
    static func load(_ templates: String) throws -> Rulebook {
        let file = URL(filePath: templates).appending(path: "terms/serveurts-2010-02-02.yaml")
        let terms = try YAMLDecoder().decode(Terms.self, from: String(contentsOf: file, encoding: .utf8))
        let book = Rulebook(terms: [terms.id: terms], current: terms.id, zone: try CivilZone.load(terms.zone))
        try book.validate()
        return book
    }

    /// Where the repository keeps them, seen from this file.
    static let directory = URL(filePath: #filePath).appending(path: "../../../../../Templates").standardized.path
}
