extension Terms {
    /// Checks that the engine can execute these terms.
    ///
    /// Throws a sentence that names the parameter, reading, method, table row or rule to change.
    package func validate() throws(TermsError) {
        try validateParameters()
        try validateReadings()
        try validateMethods()
        try validateLoyalty()
        try validateRules()
    }

    private func refuse(_ message: String) -> TermsError { TermsError(id, message) }

    private func validateParameters() throws(TermsError) {
        let p = parameters
        let ranges: [(String, Int, ClosedRange<Int>)] = [
            ("renewalNoticeDays", p.renewalNoticeDays.value, 1...27),
            ("autoRenewCutoffDays", p.autoRenewCutoffDays.value, 0...27),
            ("graceDays", p.graceDays.value, 1...27),
            ("parameterRetentionDays", p.parameterRetentionDays.value, 1...max(1, p.graceDays.value)),
            ("minTermMonths", p.minTermMonths.value, 1...1),
            ("periodMonths", p.periodMonths.value, 1...1),
            ("providerNonRenewalNoticeDays", p.providerNonRenewalNoticeDays.value, 0...366),
            ("breachCureDays", p.breachCureDays.value, 0...366),
            ("clientChangeReportHours", p.clientChangeReportHours.value, 0...8784),
            ("outageThresholdDays", p.outageThresholdDays.value, 1...365),
            ("forceMajeureDays", p.forceMajeureDays.value, 1...3650),
            ("forceMajeureMonths", p.forceMajeureMonths.value, 1...120),
            ("forceMajeureUpdateDays", p.forceMajeureUpdateDays.value, 1...365),
            ("loyaltyResetPercent", p.loyaltyResetPercent.value, 0...100),
            ("noticeHour", p.noticeHour.value, 0...23),
            ("debitMinute", p.debitMinute.value, 0...1439),
            ("recoveryToleranceMinutes", p.recoveryToleranceMinutes.value, 0...1440),
            ("interruptionMemoryMonths", p.interruptionMemoryMonths.value, 2...120),
            ("longestDeferralDays", p.longestDeferralDays?.value ?? 0, 0...p.deferralLimit),
            ("priceNoticeMonths", p.priceNoticeMonths.value, 1...12),
            ("priceExitMonths", p.priceExitMonths.value, 1...12),
            ("alloPassConversionDays", p.alloPassConversionDays.value, 1...365),
            ("reversalMonths", p.reversalMonths.value, 1...120),
            ("tokenValueCents", p.tokenValueCents.value, 1...100_000),
            ("pointValueCents", p.pointValueCents?.value ?? 0, 0...10_000),
        ]
        for (name, value, range) in ranges where !range.contains(value) {
            throw refuse("\(name) is \(value); write a value from \(range.lowerBound) to \(range.upperBound).")
        }
        guard p.currency.value == "EUR" else {
            throw refuse("currency is \(p.currency.value), but the ledger holds euros only; write EUR.")
        }
        try validateFailureMails()
    }

    private func validateFailureMails() throws(TermsError) {
        let days = parameters.failureMailDays.value
        guard zip(days, days.dropFirst()).allSatisfy({ $0 > $1 }),
            days.allSatisfy({ (1...parameters.graceDays.value).contains($0) })
        else {
            throw refuse("failureMailDays is \(days); write days within the grace in descending order, such as [3, 1].")
        }
    }

    private func validateReadings() throws(TermsError) {
        for name in readings.keys.sorted() where Ambiguity(rawValue: name) == nil {
            throw refuse("the engine consults no reading called \(name); remove it or correct its number.")
        }
        for ambiguity in Ambiguity.allCases {
            guard let chosen = readings[ambiguity.rawValue]?.reading else {
                throw refuse("no reading is chosen for \(ambiguity.rawValue); write one under readings.")
            }
            guard ambiguity.supported.contains(chosen) else {
                let known = ambiguity.supported.map(\.rawValue).joined(separator: " or ")
                throw refuse("reading \(chosen.rawValue) of \(ambiguity.rawValue) is not supported; write \(known).")
            }
        }
    }

    private func validateMethods() throws(TermsError) {
        guard !methods.isEmpty else { throw refuse("no payment method is managed; list at least one under methods.") }
        guard Set(methods.map(\.id)).count == methods.count else {
            throw refuse("a payment method is listed twice; keep each once.")
        }
        for method in methods where !(1...100_000).contains(method.tokenPriceCents) {
            throw refuse(
                "a token costs \(method.tokenPriceCents) cents by \(method.id.rawValue); write from 1 to 100000 (R6.9-02)."
            )
        }
        let packs = parameters.tokenPacks.value
        guard !packs.isEmpty, zip(packs, packs.dropFirst()).allSatisfy(<), packs.allSatisfy({ (1...1000).contains($0) })
        else { throw refuse("tokenPacks is \(packs); write numbers of tokens in ascending order, such as [1, 5, 10].") }
    }

    private func validateLoyalty() throws(TermsError) {
        let starts = loyalty.map(\.fromRenewal)
        guard starts.first == 1, zip(starts, starts.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw refuse("the loyalty rows begin at renewals \(starts); begin at 1 and ascend.")
        }
        for row in loyalty {
            let slots = row.bands.map(\.fromSlots)
            guard slots.first == 1, zip(slots, slots.dropFirst()).allSatisfy({ $0 < $1 }),
                row.bands.allSatisfy({ (0...100).contains($0.percent) })
            else {
                throw refuse(
                    "the slot bands from renewal \(row.fromRenewal) on must begin at 1, ascend, and give 0 to 100 percent."
                )
            }
        }
        let reset = parameters.loyaltyResetPercent.value
        for slots in Set(loyalty.flatMap(\.bands).map(\.fromSlots)).sorted() where loyaltyReset(slots: slots) == nil {
            throw refuse(
                "no loyalty row gives \(reset) % from \(slots) slots on, but a downgrade falls back to it (R6.12-05); add one."
            )
        }
    }

    private func validateRules() throws(TermsError) {
        var seen: Set<RuleID> = []
        for rule in rules where !seen.insert(rule.id).inserted {
            throw refuse("the rule \(rule.id) is listed twice; keep one.")
        }
    }
}

extension Terms.Parameters {
    /// The most by which a renewal can be deferred so that the grace after it closes before the cutoff of the next due
    /// date, in the shortest month (RULES section 9, invariant 3).
    fileprivate var deferralLimit: Int { max(0, 28 - graceDays.value - autoRenewCutoffDays.value - 1) }
}
