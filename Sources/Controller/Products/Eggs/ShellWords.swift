/// Parts a command line as a shell does, quotes and backslashes included, and nothing else of a shell.
enum ShellWords {
    static func split(_ line: String) -> [String] {
        var words: [String] = []
        var (word, quote): (String?, Character?) = (nil, nil)
        var rest = line[...]
        while let sign = rest.popFirst() {
            switch sign {
            case "\\" where quote != "'": word = (word ?? "") + (rest.popFirst().map(String.init) ?? "")
            case _ where sign == quote: quote = nil
            case "\"" where quote == nil, "'" where quote == nil:
                quote = sign
                word = word ?? ""
            case _ where quote == nil && sign.isWhitespace:
                if let word { words.append(word) }
                word = nil
            default: word = (word ?? "") + String(sign)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }
}
