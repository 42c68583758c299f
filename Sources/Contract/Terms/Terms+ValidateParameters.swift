extension Terms {
    func parameterProblems() -> [TermsProblem] {
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
            ("longestDeferralDays", p.longestDeferralDays?.value ?? 0, 0...max(0, p.slackDays)),
            ("priceNoticeMonths", p.priceNoticeMonths.value, 1...12),
            ("priceExitMonths", p.priceExitMonths.value, 1...12),
            ("alloPassConversionDays", p.alloPassConversionDays.value, 1...365),
            ("reversalMonths", p.reversalMonths.value, 1...120),
            ("tokenValueCents", p.tokenValueCents.value, 1...100_000),
            ("pointValueCents", p.pointValueCents?.value ?? 0, 0...10_000),
        ]
        let outside = ranges.filter { !$2.contains($1) }.map { name, value, range in
            Self.problem(
                name,
                range.count == 1
                    ? "\(name) is \(value), and beside the other figures only \(range.lowerBound) will do; write \(range.lowerBound)."
                    : "\(name) is \(value); write a value from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return outside + wordProblems() + listProblems()
    }

    private static func problem(_ name: String, _ message: String) -> TermsProblem {
        TermsProblem(["parameters", name, "value"], message)
    }

    private func wordProblems() -> [TermsProblem] {
        let (currency, country) = (parameters.currency.value, parameters.chequeCountry.value)
        var problems: [TermsProblem] = []
        if currency != "EUR" {
            problems.append(
                Self.problem("currency", "currency is \(currency), but the ledger holds euros only; write EUR.")
            )
        }
        if country.utf8.count != 2 || !country.utf8.allSatisfy({ (65...90).contains($0) }) {
            problems.append(
                Self.problem("chequeCountry", "chequeCountry is \(country); write two capital letters, such as FR.")
            )
        }
        return problems
    }

    private func listProblems() -> [TermsProblem] {
        let (days, packs) = (parameters.failureMailDays.value, parameters.tokenPacks.value)
        var problems: [TermsProblem] = []
        if !zip(days, days.dropFirst()).allSatisfy({ $0 > $1 })
            || !days.allSatisfy({ $0 >= 1 && $0 <= parameters.graceDays.value })
        {
            problems.append(
                Self.problem(
                    "failureMailDays",
                    "failureMailDays is \(days); write days within the grace in descending order, such as [3, 1]."
                )
            )
        }
        if packs.isEmpty || !zip(packs, packs.dropFirst()).allSatisfy(<)
            || !packs.allSatisfy({ (1...1000).contains($0) })
        {
            problems.append(
                Self.problem(
                    "tokenPacks",
                    "tokenPacks is \(packs); write numbers of tokens in ascending order, such as [1, 5, 10]."
                )
            )
        }
        return problems
    }

    /// Figures that are each possible but not together.
    func contradictions() -> [TermsProblem] {
        let p = parameters
        let (grace, cutoff, notice) = (p.graceDays.value, p.autoRenewCutoffDays.value, p.renewalNoticeDays.value)
        var problems: [TermsProblem] = []
        if p.slackDays < 0 {
            problems.append(
                Self.problem(
                    "graceDays",
                    "graceDays \(grace) and autoRenewCutoffDays \(cutoff) leave no slack in a month of 28 days: the grace would "
                        + "close after the cutoff of the next due date; let them add up to 27 at most."
                )
            )
        }
        if grace + notice >= Terms.Parameters.shortestMonth {
            problems.append(
                Self.problem(
                    "renewalNoticeDays",
                    "renewalNoticeDays \(notice) and graceDays \(grace) overlap in a month of 28 days: the next renewal would be "
                        + "announced within the grace of the one before; let them add up to 27 at most."
                )
            )
        }
        return problems
    }
}

extension Terms.Parameters {
    static let shortestMonth = 28

    /// The days between the end of a grace and the cutoff of the next due date in the shortest month (RULES section 9,
    /// invariant 3): by these a renewal can be deferred. Below zero the two overlap.
    fileprivate var slackDays: Int { Self.shortestMonth - graceDays.value - autoRenewCutoffDays.value - 1 }
}
