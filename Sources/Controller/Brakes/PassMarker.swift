import Contract
import Foundation
import Store

/// What the last pass knew, kept beside the books: books that do not know it are older ones.
struct PassMarker: Codable, Equatable, Sendable {
    /// The machine's clock, in epoch seconds.
    let at: Int64
    let journal: JournalMark?

    /// Nil where there is none, or none that can be read: then nothing can be told from it.
    static func load(_ path: String) -> PassMarker? {
        FileManager.default.contents(atPath: path).flatMap { try? JSONDecoder().decode(PassMarker.self, from: $0) }
    }

    func save(_ path: String) throws {
        try AtomicFile.write(Array(try JSONEncoder().encode(self)), to: path, mode: 0o600, durableName: false)
    }
}
