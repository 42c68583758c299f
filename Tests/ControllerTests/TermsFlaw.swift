import Testing

/// One thing that a provider may get wrong in his terms file, and what `terms check` must say of it.
struct TermsFlaw: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let new: String
    /// A piece of the line on which it is reported.
    let at: String
    let says: String

    init(_ name: String, _ old: String, _ new: String, at: String, says: String) {
        (testDescription, self.old, self.new, self.at, self.says) = (name, old, new, at, says)
    }

    static let notice = "renewalNoticeDays: {value: 10, article: \"6.11\", line: 198}"
    static let lastRule = "  - id: R6.11-18\n"
}
