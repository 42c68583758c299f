/// Why the contract does not take a fact; nothing has changed.
package struct Refusal: Error, Equatable, Sendable, CustomStringConvertible {
    /// The rule that says no; nil where the fact makes no sense under any rule.
    package let rule: RuleID?
    /// A full sentence: the thing, the reason and the remedy.
    package let message: String

    package init(_ rule: RuleID?, _ message: String) {
        self.rule = rule
        self.message = message
    }

    package var description: String { rule.map { "\(message) (\($0))" } ?? message }
}
