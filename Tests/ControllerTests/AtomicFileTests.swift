import Controller
import Foundation
import Synchronization
import Testing

@Suite struct AtomicFileTests {
    @Test func `bytes and mode are as asked, whatever the umask`() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write(Array("one".utf8), to: "\(folder.path)/a", mode: 0o600)
        try AtomicFile.write(Array("two".utf8), to: "\(folder.path)/a", mode: 0o666)
        try AtomicFile.write([], to: "\(folder.path)/empty")
        #expect(try folder.bytes("a") == Array("two".utf8))
        #expect(try folder.bytes("empty").isEmpty)
        let mode = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/a")[.posixPermissions] as? Int
        #expect(mode == 0o666)
        #expect(try folder.names() == ["a", "empty"])
    }

    @Test func `a link is replaced, not followed`() throws {
        let folder = try TemporaryFolder()
        let victim = try folder.write("victim", to: "victim")
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/link", withDestinationPath: victim)
        try AtomicFile.write(Array("new".utf8), to: "\(folder.path)/link")
        #expect(try folder.bytes("victim") == Array("victim".utf8))
        #expect(try folder.bytes("link") == Array("new".utf8))
    }

    @Test func `a folder in the way leaves no temporary file behind`() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: "\(folder.path)/taken", withIntermediateDirectories: false)
        let error = #expect(throws: AtomicFile.Failure.self) { try AtomicFile.write([1], to: "\(folder.path)/taken") }
        #expect(error?.description.contains("\(folder.path)/taken") == true)
        #expect(try folder.names() == ["taken"])
    }

    @Test func `a missing folder is named with a remedy`() {
        let error = #expect(throws: AtomicFile.Failure.self) { try AtomicFile.write([1], to: "/nonexistent/x") }
        #expect(error?.errorNumber == ENOENT)
        #expect(error?.description.contains("Create the folder") == true)
    }

    /// Three readers look without a pause while the file is rewritten with other lengths: none may see a part or nothing.
    @Test(.timeLimit(.minutes(5))) func `readers never see a partial file`() async throws {
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/busy.json"
        try AtomicFile.write(Self.page(1), to: file)
        let writing = Writing()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<3 {
                group.addTask { @concurrent in
                    var reads = 0
                    while writing.goesOn.load(ordering: .relaxed) {
                        let bytes = Array(try Data(contentsOf: URL(filePath: file)))
                        let first = try #require(bytes.first)
                        try #require(bytes == Self.page(first))
                        if reads == 0 { writing.readers.add(1, ordering: .relaxed) }
                        reads += 1
                        await Task.yield()
                    }
                    return reads
                }
            }
            group.addTask { @concurrent in
                defer { writing.goesOn.store(false, ordering: .relaxed) }
                // A reader may get its first turn late on a busy machine.
                var round = 0
                while round < 200 || writing.readers.load(ordering: .relaxed) < 3 {
                    round += 1
                    try AtomicFile.write(Self.page(UInt8(round % 250 + 1)), to: file, durableName: false)
                    await Task.yield()
                }
                return 200
            }
            for try await count in group { #expect(count > 0) }
        }
    }

    /// A file whose length and every byte follow from its first byte.
    private static func page(_ value: UInt8) -> [UInt8] {
        [UInt8](repeating: value, count: 1 + Int(value) * 307)
    }
}

private final class Writing: Sendable {
    let goesOn = Atomic(true)
    /// Readers that have read at least once.
    let readers = Atomic(0)
}
