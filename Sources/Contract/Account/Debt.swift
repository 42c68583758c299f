/// A sum that the client owes beside his renewals: costs invoiced to him (R6.4-17), or money credited and taken back.
///
/// It is paid whole, from the credited balance, from its due date on. Its claim stands on ``LedgerAccount/debt(_:)``.
package struct Debt: Equatable, Codable, Sendable {
    /// Names it on its account, once and for ever.
    package let id: String
    /// The service that it is about; nil where it is about the account as a whole.
    package let subscription: SubscriptionID?
    /// In euro cents, tax included; more than zero.
    package let cents: Int64
    package let reason: String
    /// The last civil day on which paying it is in time.
    package internal(set) var due: CivilDate
    /// The written deferral that moved its due date (R6.4-15).
    package internal(set) var deferral: Deferral?
    /// Whether it was not paid when due (R6.4-13).
    package internal(set) var isInDefault = false
    /// Whether its due date has begun: from then on every credit pays it.
    var isPayable = false

    package init(id: String, subscription: SubscriptionID?, cents: Int64, reason: String, due: CivilDate) {
        self.id = id
        self.subscription = subscription
        self.cents = cents
        self.reason = reason
        self.due = due
    }
}

/// More time to pay, asked for in time and granted specifically and in writing (R6.4-15).
package struct Deferral: Equatable, Codable, Sendable {
    /// The new last day.
    package let until: CivilDate
    /// The writing that grants it.
    package let document: String
}
