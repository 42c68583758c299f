import Glibc

/// An open file. Status files are replaced, never changed, so that it stays what it was while it is sent.
final class StatusFile {
    let descriptor: Int32
    let size: Int
    let type: String
    /// Changes with each replacement.
    let tag: String

    init(_ names: [String], in root: String) throws(HTTPRefusal) {
        var reached = Glibc.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        for (index, name) in names.enumerated() where reached >= 0 {
            let kind = index == names.count - 1 ? O_NONBLOCK : O_DIRECTORY
            let next = openat(reached, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind)
            close(reached)
            reached = next
        }
        var facts = stat()
        guard reached >= 0, fstat(reached, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            if reached >= 0 { close(reached) }
            throw .notFound
        }
        descriptor = reached
        size = Int(facts.st_size)
        tag = "\"\(facts.st_ino)-\(facts.st_mtim.tv_sec)-\(facts.st_mtim.tv_nsec)-\(facts.st_size)\""
        type = Self.type(of: names.last ?? "")
    }

    deinit { close(descriptor) }

    private static func type(of name: String) -> String {
        switch name.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "json": "application/json"
        default: "text/plain; version=0.0.4; charset=utf-8"
        }
    }
}
