extension Terms.Parameters {
    /// The article and line of every parameter that is set, by its name in the file.
    var sources: [(name: String, article: String, line: Int?)] {
        let all: [(String, String?, Int?)] = [
            ("renewalNoticeDays", renewalNoticeDays.article, renewalNoticeDays.line),
            ("autoRenewCutoffDays", autoRenewCutoffDays.article, autoRenewCutoffDays.line),
            ("graceDays", graceDays.article, graceDays.line),
            ("parameterRetentionDays", parameterRetentionDays.article, parameterRetentionDays.line),
            ("providerNonRenewalNoticeDays", providerNonRenewalNoticeDays.article, providerNonRenewalNoticeDays.line),
            ("priceNoticeMonths", priceNoticeMonths.article, priceNoticeMonths.line),
            ("priceExitMonths", priceExitMonths.article, priceExitMonths.line),
            ("minTermMonths", minTermMonths.article, minTermMonths.line),
            ("periodMonths", periodMonths.article, periodMonths.line),
            ("breachCureDays", breachCureDays.article, breachCureDays.line),
            ("outageThresholdDays", outageThresholdDays.article, outageThresholdDays.line),
            ("forceMajeureDays", forceMajeureDays.article, forceMajeureDays.line),
            ("forceMajeureMonths", forceMajeureMonths.article, forceMajeureMonths.line),
            ("forceMajeureUpdateDays", forceMajeureUpdateDays.article, forceMajeureUpdateDays.line),
            ("forceMajeureKeepsRefund", forceMajeureKeepsRefund.article, forceMajeureKeepsRefund.line),
            ("alloPassConversionDays", alloPassConversionDays.article, alloPassConversionDays.line),
            ("clientChangeReportHours", clientChangeReportHours.article, clientChangeReportHours.line),
            ("loyaltyResetPercent", loyaltyResetPercent.article, loyaltyResetPercent.line),
            ("currency", currency.article, currency.line),
            ("chequeCountry", chequeCountry.article, chequeCountry.line),
            ("discouragedMailDomains", discouragedMailDomains.article, discouragedMailDomains.line),
            ("noticeHour", noticeHour.article, noticeHour.line),
            ("debitMinute", debitMinute.article, debitMinute.line),
            ("failureMailDays", failureMailDays.article, failureMailDays.line),
            ("recoveryToleranceMinutes", recoveryToleranceMinutes.article, recoveryToleranceMinutes.line),
            ("interruptionMemoryMonths", interruptionMemoryMonths.article, interruptionMemoryMonths.line),
            ("longestDeferralDays", longestDeferralDays?.article, longestDeferralDays?.line),
            ("reversalMonths", reversalMonths.article, reversalMonths.line),
            ("tokenValueCents", tokenValueCents.article, tokenValueCents.line),
            ("tokenPacks", tokenPacks.article, tokenPacks.line),
            ("pointValueCents", pointValueCents?.article, pointValueCents?.line),
        ]
        return all.compactMap { name, article, line in article.map { (name, $0, line) } }
    }
}
