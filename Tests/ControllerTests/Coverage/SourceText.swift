import Foundation

/// One file of the tree, and where rules are named in it.
struct SourceText {
    enum Place { case comment, code, sentence }

    struct Mention {
        let rule: String
        let place: Place
        /// The raw name of the function that it stands in or before.
        let function: String?
        let isInFunctionName: Bool
    }

    /// From the root of the repository.
    let path: String
    let text: String

    var name: String { String(path.split(separator: "/").last ?? "") }

    var tellsOnly: Bool {
        ["Sources/ControllerCommands/", "Sources/Controller/Explain/"].contains { path.hasPrefix($0) }
    }

    static func files(in folders: [String], ending: String) throws -> [SourceText] {
        try folders.flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: "\(Repository.root)/\(folder)").sorted()
                .filter { $0.hasSuffix(ending) }
                .map { name in
                    let path = "\(folder)/\(name)"
                    let text = try String(contentsOfFile: "\(Repository.root)/\(path)", encoding: .utf8)
                    return SourceText(path: path, text: text)
                }
        }
    }

    static func ids(in text: some StringProtocol) -> [String] {
        String(text).matches(of: /R\d+(?:\.\d+)?-\d\d/).map { String($0.output) }
    }

    func mentions() -> [Mention] {
        var function: String?
        return text.split(separator: "\n").flatMap { line -> [Mention] in
            let code = Self.code(of: line)
            let names = code.split(separator: "`", omittingEmptySubsequences: false)
            // The name may stand on a line of its own.
            let isName = names.count == 3 && (code.contains("func ") || names[0].allSatisfy(\.isWhitespace))
            if isName { function = String(names[1]) }
            guard line.contains("R") else { return [] }
            return Self.ids(in: code).map { id in
                Mention(
                    rule: id,
                    place: code.contains("\"\(id)\"") ? .code : .sentence,
                    function: function,
                    isInFunctionName: isName && names[1].contains(id)
                )
            }
                + Self.ids(in: line.dropFirst(code.count)).map {
                    Mention(rule: $0, place: .comment, function: function, isInFunctionName: false)
                }
        }
    }

    /// The line without its comment; the slashes of an address begin none.
    private static func code(of line: Substring) -> Substring {
        guard let slashes = line.firstRange(of: "//") else { return line }
        let before = line[..<slashes.lowerBound]
        return before.hasSuffix(":") ? line : before
    }
}
