/// Why a version of the terms cannot be used.
package struct TermsError: Error, Equatable, Sendable, CustomStringConvertible {
    package let terms: TermsID
    /// A full sentence: what is wrong and what to do.
    package let message: String

    package init(_ terms: TermsID, _ message: String) {
        self.terms = terms
        self.message = message
    }

    package var description: String { "The terms \(terms) cannot be used: \(message)" }
}
