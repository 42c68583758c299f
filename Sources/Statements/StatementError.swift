/// Why a file cannot be imported. Nothing of it has been; the description is a full sentence with file and line.
package struct StatementError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file's path as given.
    package let file: String
    /// Counted from 1; nil where the whole file is meant.
    package let line: Int?
    /// What is wrong and what to do, without the full stop.
    package let problem: String

    package init(_ problem: String, line: Int? = nil, in file: String) {
        self.problem = problem
        self.line = line
        self.file = file
    }

    package var description: String {
        "The file \(file) cannot be imported\(line.map { ", line \($0)" } ?? ""): \(problem)."
    }
}
