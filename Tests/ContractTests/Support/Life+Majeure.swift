import Contract

extension Life {
    /// Declares a case to the account; its mail is handed over at once where the mail works.
    mutating func declare(
        _ instant: String,
        case id: String = "flood",
        cause: ForceMajeureCause = .flood,
        reason: String = "",
        of subscriptions: [SubscriptionID] = [s1],
        since: String? = nil,
        prevents: Bool = true,
        forecast: String = "water is being pumped out"
    ) throws {
        let declaration = ForceMajeureDeclaration(
            id: id,
            cause: cause,
            reason: reason,
            subscriptions: subscriptions,
            startedAt: at(since ?? instant),
            prevents: prevents,
            forecast: forecast
        )
        try record(.forceMajeure(.declared(declaration)), instant, by: .staff)
    }

    mutating func endCase(_ instant: String, case id: String = "flood") throws {
        try record(.forceMajeure(.ended(case: id)), instant, by: .staff)
    }

    /// What was decided in words under a rule.
    func decisions(_ rule: RuleID) -> [String] {
        effects.compactMap { effect in
            guard effect.rule == rule, case .decided(let text) = effect.action else { return nil }
            return text
        }
    }

    /// Hands over a mail, as the mail room does.
    mutating func handOver(_ key: NoticeKey, _ instant: String) throws {
        try record(.noticeHandedOver(key), instant, by: .system)
    }
}
