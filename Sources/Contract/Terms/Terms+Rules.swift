extension Terms {
    /// One rule of the text, as it is cited in journals, mails and refusals.
    package struct Rule: Equatable, Codable, Sendable {
        package enum Kind: String, Codable, Sendable {
            /// The engine enforces it.
            case enforced = "E"
            /// An interface or evidence rule, seen in an output.
            case interface = "I"
            /// Declaratory: kept and cited, nothing to execute.
            case declaratory = "D"
        }

        package let id: RuleID
        /// `6.11`; `header` for the version stamp.
        package let article: String
        /// The line of the text on which the quote stands.
        package let line: Int
        package let kind: Kind
        /// The deciding words, exactly as they stand in the text.
        package let quote: String
        /// The rule in one line of English.
        package let summary: String
    }

    /// The article, line and words behind a rule id; nil when these terms have no such rule.
    package func citation(of rule: RuleID) -> Rule? {
        rules.first { $0.id == rule }
    }
}
