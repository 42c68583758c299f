import Glibc

@testable import HostAgent

/// A directory of one test, gone after it.
final class Scratch {
    /// Nothing else in the folder for temporary files is called so.
    let name: String
    var path: String { "\(P_tmpdir)/\(name)" }

    init() {
        var random = UInt64.random(in: 0 ... .max)
        while mkdir("\(P_tmpdir)/lessor-agent-test-\(random)", 0o711) != 0 { random = .random(in: 0 ... .max) }
        name = "lessor-agent-test-\(random)"
        // Servers with users of their own must be able to pass through.
        chmod(path, 0o711)
    }

    deinit { remove() }

    func write(_ text: String, to name: String) {
        let descriptor = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        _ = ByteStream.writeAll(Array(text.utf8), to: descriptor)
        close(descriptor)
    }

    func read(_ name: String) -> String? {
        ByteStream.readFile("\(path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
    }

    func exists(_ name: String) -> Bool { access("\(path)/\(name)", F_OK) == 0 }

    func folder(_ name: String = "") throws -> Folder {
        if !name.isEmpty { mkdir("\(path)/\(name)", 0o700) }
        return try Folder.open(name.isEmpty ? path : "\(path)/\(name)")
    }

    private func remove() {
        try? Self.empty(Folder.open(path))
        rmdir(path)
    }

    private static func empty(_ folder: Folder) throws {
        for name in try folder.names() {
            if unlinkat(folder.descriptor, name, 0) == 0 { continue }
            if let child = try? folder.folder(name) { try empty(child) }
            unlinkat(folder.descriptor, name, AT_REMOVEDIR)
        }
    }
}
