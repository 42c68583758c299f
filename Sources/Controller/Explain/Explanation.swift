package import Contract
import Store
import Wire

/// Why something is as it is: the chain of facts and effects, each with its rule, article and the words of the
/// terms; and what nearly happened and did not.
package struct Explanation: Codable, Equatable, Sendable {
    /// One link of the chain.
    package struct Line: Codable, Equatable, Sendable {
        package let at: Instant
        package let time: String
        /// `fact` or `effect`.
        package let kind: String
        package let text: String
        package let rule: RuleID?
        package let article: String?
        /// The words of the terms that the rule rests on.
        package let quote: String?
    }

    /// A rule that nearly applied and did not.
    package struct NearMiss: Codable, Equatable, Sendable {
        package let rule: RuleID
        package let article: String?
        package let subscription: String?
        package let text: String
        package let quote: String?
    }

    /// One stretch of a server's time as its host recorded it.
    package struct Stretch: Codable, Equatable, Sendable {
        package let from: String
        package let to: String
        package let kind: String
        package let seconds: Int64
        package let evidence: String
    }

    package let subject: String
    package let summary: [String]
    package let lines: [Line]
    package let nearMisses: [NearMiss]
    package let intervals: [Stretch]
}
