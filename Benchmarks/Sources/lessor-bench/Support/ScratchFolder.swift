import Foundation

/// A directory of its own, gone with the last reference.
final class ScratchFolder {
    private let folder: URL

    init(in directory: String) throws {
        folder = URL(filePath: directory).appending(path: "lessor-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func path(_ name: String) -> String { folder.appending(path: name).path }
}
