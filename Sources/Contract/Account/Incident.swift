/// A renewal that failed: the service is stopped and kept until it is paid or destroyed (R6.11-13 to R6.11-19).
package struct Incident: Equatable, Codable, Sendable {
    /// A period to be paid before the service runs again.
    package struct Owed: Equatable, Codable, Sendable {
        package let period: Int
        /// In cents, as in force at its due date (AMB-43).
        package let price: Int64
        /// The slots to run with once paid; nil leaves them as they are.
        let slots: Int?
        /// Counts the bounced cheques that made it owed again; nil for a renewal that failed at its due date.
        let bounce: Int?
        /// The tax rate inside the price; the order's where there is none.
        let taxRate: Int?

        func moved(to period: Int) -> Owed {
            Owed(period: period, price: price, slots: slots, bounce: bounce, taxRate: taxRate)
        }
    }

    /// Names this incident in keys: the period, and after a bounced cheque its number.
    let label: String
    /// Ascending; at least one.
    package let owed: [Owed]
    /// The civil day whose 24:00 began the incident: the due date, or the day of the bounce. It does not count (T2).
    package let failedOn: CivilDate
    /// What was missing at the verdict, less what turned out to have been paid in time (T8); nil after a bounce.
    var missing: Int64?
    /// The civil day on which the first failure mail was really handed over (AMB-08).
    package internal(set) var notifiedOn: CivilDate?
    /// How many reminders were written.
    var reminders = 0

    /// The slots to run with once paid; nil leaves them as they are.
    var newSlots: Int? { owed.last { $0.bounce == nil }?.slots }

    /// What reactivation costs, in cents (R6.11-16).
    package var price: Int64 { owed.reduce(0) { $0 + $1.price } }

    /// The day at whose start the service is destroyed, if a failure mail was handed over by then (AMB-08, AMB-14).
    package func destructionDay(under terms: Terms) -> CivilDate {
        let grace = terms.parameters.graceDays.value
        let regular = failedOn.adding(days: grace + 1)
        guard let notifiedOn, notifiedOn > failedOn.adding(days: 1) else { return regular }
        return max(regular, notifiedOn.adding(days: grace + 1))
    }

    /// The last day on which reactivation can be asked for (R6.11-15).
    package func lastDay(under terms: Terms) -> CivilDate {
        destructionDay(under: terms).adding(days: -1)
    }
}
