extension Proceedings {
    /// R5-09, R7.8-01: ended at once, without a cure and without a refund; the mail follows. R7.8-02: only on evidence.
    mutating func end(for offence: Offence) throws(Refusal) {
        let rule = offence.article.rule
        let indices = try living(of: offence.subscription, rule)
        try require(offence.reason, rule, "The offence has no reason; say what was observed.")
        try require(
            offence.evidence,
            "R7.8-02",
            "The offence is not shown to be observed; say where its evidence is kept."
        )
        let values: NoticeValues = ["reason": .text(offence.reason), "reference": .text(offence.evidence)]
        for index in indices {
            let id = account.subscriptions[index].id
            emit("R7.8-02", id, .decided("Observed: \(offence.reason); evidence: \(offence.evidence)."))
            end(index, rule, offence.article.template, 1, values)
        }
    }

    private func living(of subscription: SubscriptionID?, _ rule: RuleID) throws(Refusal) -> [Int] {
        let all = try subscription.map { id throws(Refusal) in [try requireIndex(of: id)] }
        let living = (all ?? Array(account.subscriptions.indices)).filter { !account.subscriptions[$0].isEnded }
        guard !living.isEmpty else {
            let name = subscription?.description ?? account.id.description
            throw Refusal(rule, "Nothing of \(name) is left to end; every service is over already.")
        }
        return living
    }

    /// R9-02: what the provider checked is on record.
    mutating func noteCheck(_ id: SubscriptionID?, _ subject: String, _ result: String, _ fact: Fact) throws(Refusal) {
        if let id { _ = try requireIndex(of: id) }
        guard fact.actor != .client else {
            throw Refusal("R9-02", "A check of \(account.id) is the provider's; let an operator record it.")
        }
        try require(subject, "R9-02", "The check has no subject; say what was looked at.")
        try require(result, "R9-02", "The check of \(subject) has no result; say what was found.")
        emit("R9-02", id, .decided("Checked \(subject): \(result)."))
    }
}

extension Offence.Article {
    fileprivate var template: Template {
        switch self {
        case .five: .endedForOffence
        case .sevenEight: .endedForInfringement
        }
    }
}
