import Foundation
import TestSupport
import Testing
import Wire

@testable import HostAgent

/// Hostile bytes, briefly: the kept corpus and changed copies of it. `make fuzz` runs millions.
@Suite(.timeLimit(.minutes(5))) struct FuzzTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzz/corpus")

    @Test(arguments: FuzzTarget.all)
    func `nothing that anybody sends brings a parser down`(target: FuzzTarget) throws {
        let folder = Self.corpus.appending(path: "\(target)").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(!names.isEmpty)
        var random = SeededRandom(seed: 5)
        for name in names {
            let seed = [UInt8](try #require(FileManager.default.contents(atPath: folder + "/" + name)))
            target.run(seed)
            for _ in 0..<max(20, 4000 / names.count) { target.run(random.changed(seed)) }
        }
    }
}

extension SeededRandom {
    /// Some bytes changed, doubled, cut or added.
    fileprivate mutating func changed(_ seed: [UInt8]) -> [UInt8] {
        var bytes = seed
        for _ in 0..<Int.random(in: 1...8, using: &self) {
            let place = Int.random(in: 0...bytes.count, using: &self)
            switch Int.random(in: 0..<4, using: &self) {
            case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &self)
            case 1: bytes.removeLast(min(bytes.count, Int.random(in: 0...20, using: &self)))
            case 2: bytes.insert(contentsOf: seed.prefix(place).suffix(40), at: min(place, bytes.count))
            default: bytes.insert(UInt8.random(in: 0...255, using: &self), at: place)
            }
        }
        return bytes
    }
}
