import Glibc

/// The files of the status page, and nothing else: the page itself and the data beside it, under one root as in the status
/// folder.
package struct StatusSite: Sendable {
    private let page: String
    private let data: String
    private let isPublic: Bool

    /// - Parameters:
    ///   - page: folder of the page's own files.
    ///   - data: folder of the status files.
    ///   - isPublic: only the outage page, which names no server and no client.
    package init(page: String, data: String, isPublic: Bool) {
        self.page = page
        self.data = data
        self.isPublic = isPublic
    }

    /// Opens the file that a path stands for. Names are compared, or made of harmless characters, and no link is followed.
    func open(_ path: String) throws(HTTPRefusal) -> StatusFile {
        var names = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        if names == [""] { names = [isPublic ? "public.html" : "index.html"] }
        guard names.allSatisfy(Self.isHarmless) else { throw .notFound }
        if names.count == 1, StatusPageFiles.names(isPublic: isPublic).contains(names[0]) {
            return try StatusFile(names, in: page)
        }
        guard holds(names) else { throw .notFound }
        return try StatusFile(names, in: data)
    }

    /// Whether the data has a file of such a name.
    private func holds(_ names: [String]) -> Bool {
        switch names.count {
        case 1: names[0] == "public.json" || (!isPublic && ["fleet.json", "lessor.prom"].contains(names[0]))
        case 2: !isPublic && ["hosts", "servers", "history"].contains(names[0]) && names[1].hasSuffix(".json")
        default: false
        }
    }

    private static func isHarmless(_ name: String) -> Bool {
        StatusPublisher.isFileName(name.hasSuffix(".json") ? String(name.dropLast(5)) : name)
    }
}
