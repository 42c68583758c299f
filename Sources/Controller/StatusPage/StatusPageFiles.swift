import Foundation

/// The page's own files, in `Templates/status`.
package enum StatusPageFiles {
    private static let shared: Set = ["style.css", "common.js", "feed.js", "strip.js"]

    static func names(isPublic: Bool) -> Set<String> {
        let visible = shared.union(["public.html", "public.js"])
        return isPublic ? visible : visible.union(["index.html", "app.js", "fleet.js", "views.js", "table.js"])
    }

    /// Puts the page beside the data, so that any web server can hand out both from one folder. A file that is there
    /// already, with the same bytes, is left alone; without templates of a page there is none.
    static func install(from templates: String, into folder: String) throws(StatusError) {
        for name in names(isPublic: false).sorted() {
            guard let bytes = FileManager.default.contents(atPath: "\(templates)/\(name)"),
                bytes != FileManager.default.contents(atPath: "\(folder)/\(name)")
            else { continue }
            do { try AtomicFile.write(Array(bytes), to: "\(folder)/\(name)") } catch { throw .file(error) }
        }
    }
}
