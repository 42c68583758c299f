/// What is found about how a contract is kept: breaches, offences and checks (5, 7.4, 7.8, 9, 10).
package enum BreachEvent: Equatable, Codable, Sendable {
    /// One party complains of breaches of the other; without a cure the service ends (R7.4-01).
    case notified(BreachNotice)
    /// The breaches of this case are remedied.
    case cured(SubscriptionID, reference: String)
    /// The party that complained lets this case go; the next is sanctioned as any (R10-01).
    case waived(SubscriptionID, reference: String, reason: String)
    /// The provider observed an offence: the services end at once (R5-09, R7.8-01).
    case offenceObserved(Offence)
    /// The provider checked how the conditions of use are kept (R9-02).
    case complianceChecked(SubscriptionID?, subject: String, result: String)

    package var subscription: SubscriptionID? {
        switch self {
        case .notified(let notice): notice.subscription
        case .cured(let id, _), .waived(let id, _, _): id
        case .offenceObserved(let offence): offence.subscription
        case .complianceChecked(let id, _, _): id
        }
    }
}

/// A notice of breach; works both ways (R7.4-03).
package struct BreachNotice: Equatable, Codable, Sendable {
    /// Who complains.
    package enum Party: String, Codable, Sendable, CaseIterable { case provider, client }

    /// The case; cure and waiver name it again.
    package let reference: String
    package let by: Party
    package let subscription: SubscriptionID
    /// What is complained of, one sentence each (R7.4-02).
    package let breaches: [String]

    package init(_ reference: String, by party: Party, subscription: SubscriptionID, breaches: [String]) {
        self.reference = reference
        by = party
        self.subscription = subscription
        self.breaches = breaches
    }
}

/// An offence that the provider itself observed ("constatée", R7.8-02).
package struct Offence: Equatable, Codable, Sendable {
    /// The article that is invoked.
    package enum Article: String, Codable, Sendable, CaseIterable {
        /// An activity that creates civil or criminal liability, or another non-compliance.
        case five = "5"
        /// An infringement, such as an offence under French or international law.
        case sevenEight = "7.8"

        package var rule: RuleID {
            switch self {
            case .five: "R5-09"
            case .sevenEight: "R7.8-01"
            }
        }
    }

    package let article: Article
    /// Nil ends every service of the account.
    package let subscription: SubscriptionID?
    /// What the client is told.
    package let reason: String
    /// Where the proof of the observation is kept.
    package let evidence: String

    package init(_ article: Article, subscription: SubscriptionID? = nil, reason: String, evidence: String) {
        self.article = article
        self.subscription = subscription
        self.reason = reason
        self.evidence = evidence
    }
}
