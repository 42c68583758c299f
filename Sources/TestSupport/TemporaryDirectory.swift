package import Foundation
import Glibc

/// A directory of one test, removed with its last reference.
package final class TemporaryDirectory: Sendable {
    package let url: URL

    /// Short, so that Unix socket paths in it fit.
    package init() throws {
        var template = Array("\(P_tmpdir)/lessor-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } }
        guard let made else { throw CocoaError(.fileWriteUnknown) }
        url = URL(filePath: String(cString: made), directoryHint: .isDirectory)
    }

    deinit {
        remove()
    }

    package var path: String { url.path }

    /// Removes it now, with everything in it; can be called again.
    package func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}
