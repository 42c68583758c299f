/// One thing in a version of the terms that the engine cannot execute.
package struct TermsProblem: Equatable, Sendable {
    /// Where it stands: `["parameters", "graceDays"]`, `["rules", "17", "quote"]`; rows of lists by their number from 0.
    package let field: [String]
    /// A full sentence: what is wrong and what to do.
    package let message: String

    package init(_ field: [String], _ message: String) {
        self.field = field
        self.message = message
    }
}
