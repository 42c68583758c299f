/// A value of the terms with its source.
package struct Parameter<Value: Equatable & Codable & Sendable>: Equatable, Codable, Sendable {
    package let value: Value
    /// The article that sets it, or that leaves it open.
    package let article: String
    /// The line of the text; nil where the text is silent and the value is the provider's own policy.
    package let line: Int?

    package init(_ value: Value, article: String, line: Int? = nil) {
        self.value = value
        self.article = article
        self.line = line
    }
}

extension Terms {
    /// The figures of the terms (RULES section 7) and those that the text leaves open (section 5).
    package struct Parameters: Equatable, Codable, Sendable {
        package let renewalNoticeDays: Parameter<Int>
        package let autoRenewCutoffDays: Parameter<Int>
        package let graceDays: Parameter<Int>
        package let parameterRetentionDays: Parameter<Int>
        package let providerNonRenewalNoticeDays: Parameter<Int>
        package let priceNoticeMonths: Parameter<Int>
        package let priceExitMonths: Parameter<Int>
        package let minTermMonths: Parameter<Int>
        package let periodMonths: Parameter<Int>
        package let breachCureDays: Parameter<Int>
        package let outageThresholdDays: Parameter<Int>
        package let forceMajeureDays: Parameter<Int>
        package let forceMajeureMonths: Parameter<Int>
        /// Days after which the client is told again what is expected of a lasting case of force majeure (R4-06).
        package let forceMajeureUpdateDays: Parameter<Int>
        /// Whether force majeure leaves the refund of 7.9 as it is (RULES section 4, 8).
        package let forceMajeureKeepsRefund: Parameter<Bool>
        package let alloPassConversionDays: Parameter<Int>
        package let clientChangeReportHours: Parameter<Int>
        package let loyaltyResetPercent: Parameter<Int>
        package let currency: Parameter<String>
        package let chequeCountry: Parameter<String>

        /// Names in an e-mail domain that make an address discouraged, never refused (R12.4-03).
        package let discouragedMailDomains: Parameter<[String]>

        /// The hour of the local day at which notices and reminders are written.
        package let noticeHour: Parameter<Int>
        /// Minutes after local midnight of the due date at which the renewal is first debited (AMB-05).
        package let debitMinute: Parameter<Int>
        /// Days before the destruction on which a reminder is mailed, in descending order (R6.11-12).
        package let failureMailDays: Parameter<[Int]>
        /// A recovery shorter than this does not end an interruption (AMB-29); metering uses it.
        package let recoveryToleranceMinutes: Parameter<Int>
        /// How many months back an interruption may still be classified.
        package let interruptionMemoryMonths: Parameter<Int>
        /// By how many days a renewal may be deferred in writing (R6.4-15); absent means not at all.
        package let longestDeferralDays: Parameter<Int>?
        /// How many months back a credited payment can still be taken back by bank or payment service.
        package let reversalMonths: Parameter<Int>
        /// What one token adds to the balance, in cents (AMB-48).
        package let tokenValueCents: Parameter<Int>
        /// The packs of tokens offered to payers (6.9).
        package let tokenPacks: Parameter<[Int]>
        /// What one point is worth in cents when redeemed; absent means off (AMB-25).
        package let pointValueCents: Parameter<Int>?
    }
}
