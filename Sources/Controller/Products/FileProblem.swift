/// What is wrong with a file that a person wrote: which file, where in it, and why, in a full sentence.
package struct FileProblem: Error, Equatable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; nil where the whole file is meant.
    package let line: Int?
    /// A full sentence that names the file.
    package let description: String

    /// A file that is there and readable, and cannot be used for this reason.
    init(_ file: String, line: Int?, unusable reason: String) {
        self.init(file, line: line, "The file \(file) cannot be used: \(reason)\(line.map { " (line \($0))" } ?? "").")
    }

    init(_ file: String, line: Int? = nil, _ sentence: String) {
        self.file = file
        self.line = line
        description = sentence
    }
}
