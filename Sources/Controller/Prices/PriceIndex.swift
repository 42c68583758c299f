import Contract
import Foundation

/// `prices/index.json`: which versions were published when. A version counts once it stands here.
struct PriceIndex: Codable, Equatable {
    struct Publication: Codable, Equatable {
        let version: String
        let publishedAt: Instant
        let channel: NoticeChannel
    }

    var publications: [Publication] = []
    var taxes: [Catalogue.TaxRate] = []

    /// The empty index where there is none.
    static func load(_ path: String) throws -> PriceIndex {
        guard FileManager.default.fileExists(atPath: path) else { return PriceIndex() }
        do {
            return try JSONDecoder().decode(PriceIndex.self, from: Data(contentsOf: URL(filePath: path)))
        } catch {
            throw WorkspaceError.file(path, "\(error)")
        }
    }

    func save(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try AtomicFile.write(Array(try encoder.encode(self)) + [10], to: path)
    }
}

extension PriceBook {
    /// Reads the first list and every published one.
    static func load(_ directory: StateDirectory) throws -> PriceBook {
        let index = try PriceIndex.load(directory.priceIndex)
        var editions = [Edition(catalogue: try Catalogue.load(directory.catalogue), publishedAt: nil)]
        for publication in index.publications {
            let catalogue = try Catalogue.load(directory.priceList(publication.version))
            editions.append(Edition(catalogue: catalogue, publishedAt: publication.publishedAt))
        }
        return PriceBook(editions: editions, taxes: index.taxes)
    }
}
