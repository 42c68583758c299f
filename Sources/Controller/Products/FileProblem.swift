/// What is wrong with a file that a person wrote: which file, where in it, and why.
package struct FileProblem: Error, Equatable, Encodable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; nil where the whole file is meant.
    package let line: Int?
    /// What is wrong and what to do, where file and line stand beside it.
    package let reason: String
    /// A full sentence that names the file.
    package let description: String

    private enum CodingKeys: CodingKey { case file, line, reason }

    /// A file that is there and readable, and cannot be used for this reason.
    init(_ file: String, line: Int?, unusable reason: String) {
        let clause = reason.hasSuffix(".") ? String(reason.dropLast()) : reason
        self.init(
            file,
            line: line,
            reason: clause + ".",
            "The file \(file) cannot be used: \(clause)\(line.map { " (line \($0))" } ?? "")."
        )
    }

    init(_ file: String, line: Int? = nil, _ sentence: String) {
        self.init(file, line: line, reason: sentence, sentence)
    }

    private init(_ file: String, line: Int?, reason: String, _ sentence: String) {
        self.file = file
        self.line = line
        self.reason = reason
        description = sentence
    }

    /// `own.yaml:12: the reason`, as compilers write it: for lists.
    package var listed: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)" }
}
