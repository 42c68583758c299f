package import Contract

/// A history of facts, written down to be played on the real contract core under its own terms, prices and clock.
package struct Scenario: Sendable {
    /// One thing that happens.
    package struct Entry: Sendable {
        /// What happens.
        package enum Content: Sendable {
            case fact(Fact)
            /// From now on mails are handed over as they are written, or wait.
            case mails(work: Bool)
        }

        /// When Lessor learns of it.
        package let at: Instant
        package let account: AccountID
        package let content: Content
        /// The rule that must refuse it; nil where it must be taken.
        package let refusedBy: RuleID?
        /// The line of the file, for messages.
        package let line: Int
    }

    /// Something that the journal must or must not hold.
    package struct Expectation: Sendable {
        /// The civil day; nil for any.
        package let on: CivilDate?
        package let rule: RuleID?
        /// `A-1` or `S-1`; nil for any.
        package let subject: String?
        /// Words of the journal's line.
        package let text: String?
        /// How often it must be there; at least once where nil.
        package let times: Int?
        package let line: Int
    }

    /// What must be true at the end.
    package struct End: Sendable {
        /// Euro cents by account.
        package let balances: [AccountID: Int64]
        /// `running`, `stopped` or `absent` by subscription.
        package let servers: [SubscriptionID: ServiceDemand.State]
        /// `active 3`, `incident 2`, `ended R7.3-01` … by subscription.
        package let phases: [SubscriptionID: String]
        package let line: Int
    }

    package let title: String
    package let entries: [Entry]
    /// How far the clock is walked after the last fact.
    package let until: Instant
    package let expectations: [Expectation]
    package let end: End
    package let book: Rulebook
}

/// What is wrong with a scenario file, with its line.
package struct ScenarioError: Error, CustomStringConvertible, Sendable {
    let problem: FileProblem

    package var description: String { problem.listed }

    init(_ file: String, _ line: Int?, _ message: String) {
        problem = FileProblem(file, line: line, unusable: message)
    }
}
