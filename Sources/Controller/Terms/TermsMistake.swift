/// One mistake in a file, with its place.
package struct TermsMistake: Equatable, Encodable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1.
    package let line: Int
    /// What is wrong and what to do.
    package let reason: String

    /// `own.yaml:12: the reason`, as compilers write it.
    package var description: String { "\(file):\(line): \(reason)" }
}
