/// A case of force majeure in the life of one account.
package struct ForceMajeureCase: Equatable, Codable, Sendable {
    package let declaration: ForceMajeureDeclaration
    /// What was last said of its end.
    package internal(set) var forecast: String
    /// When the notification was handed over; before that the case has no legal effect (R4-02).
    package internal(set) var notifiedAt: Instant?
    package internal(set) var endedAt: Instant?
    /// The civil day on which the client was last informed (R4-06).
    var informedOn: CivilDate?
    /// Update mails written so far.
    var updates = 0

    package var id: String { declaration.id }

    /// Whether it has legal effect: notified, and not over.
    package var isInForce: Bool { notifiedAt != nil && endedAt == nil }

    init(_ declaration: ForceMajeureDeclaration) {
        self.declaration = declaration
        forecast = declaration.forecast
    }
}

extension ForceMajeureCase {
    /// The first instant at which a party may end the contract of a service in its scope; nil while it has no such right.
    ///
    /// The right of article 4 opens after 30 days from the notification (R4-07), whose day does not count (T2). That of
    /// 7.2 opens after a month from the beginning: under reading B of AMB-30 for the client alone, and only when he was
    /// not told by then; under reading A for either party. Without notification the provider has none (R4-02).
    func terminationRight(of actor: Actor, _ terms: Terms, _ zone: CivilZone) -> (opens: Instant, rule: RuleID)? {
        let months = terms.parameters.forceMajeureMonths.value
        let month = zone.start(of: zone.date(at: declaration.startedAt).adding(months: months).adding(days: 1))
        guard let notifiedAt else { return actor == .client ? (month, "R7.2-01") : nil }
        let days = terms.parameters.forceMajeureDays.value
        let notified = zone.start(of: zone.date(at: notifiedAt).adding(days: days + 1))
        let isMonthOpen =
            terms.reading(of: .forceMajeureRights) == .a || (actor == .client && notifiedAt >= month)
        return isMonthOpen && month < notified ? (month, "R7.2-01") : (notified, "R4-07")
    }
}

extension Subscription {
    /// Whether force majeure prevents the service, so that the client owes nothing for what begins meanwhile (R4-04).
    @inline(__always)
    func isPrevented(_ terms: Terms) -> Bool {
        !holds.isEmpty && holds.contains { $0.cause == .forceMajeure } && terms.reading(of: .excusedRenewal) == .b
    }
}

extension Account {
    /// The next mail about a lasting case, when nobody gave news in time (R4-06).
    func forceMajeureDeadline(_ index: Int, under book: Rulebook) -> Deadline? {
        let found = forceMajeure[index]
        guard found.isInForce, let informedOn = found.informedOn, let terms = book.currentTerms,
            found.declaration.subscriptions.contains(where: { self[$0].map { !$0.isEnded } ?? false })
        else { return nil }
        let day = informedOn.adding(days: terms.parameters.forceMajeureUpdateDays.value)
        let instant = book.zone.start(of: day, plus: Int64(terms.parameters.noticeHour.value) * 3600)
        return Deadline(at: instant, task: .forceMajeureNews(index), priority: Deadline.ofAccount, due: day)
    }
}
