import Contract

extension History {
    /// What happens seldom: force majeure, liability, fraud, acceptance.
    mutating func rareEvent(_ id: SubscriptionID) -> Event {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<3: return declaration(id)
        case 3: return .forceMajeure(.updated(case: caseName(), forecast: "soon"))
        case 4: return .forceMajeure(.ended(case: caseName()))
        case 5..<7: return .forceMajeure(.terminationRequested(id, case: caseName()))
        case 7: return classification(id)
        case 8: return damages(id)
        default: return paperwork()
        }
    }

    private mutating func declaration(_ id: SubscriptionID) -> Event {
        let living = account.subscriptions.filter { !$0.isEnded }.map(\.id)
        return .forceMajeure(
            .declared(
                ForceMajeureDeclaration(
                    id: "case-\(facts.count)",
                    cause: random.pick(ForceMajeureCause.allCases),
                    reason: random.pick(["", "why"]),
                    subscriptions: random.chance(50) ? [id] : living,
                    startedAt: account.now.adding(seconds: -random.pick([0, 3600, 3_000_000])),
                    prevents: random.chance(75),
                    forecast: "unknown"
                )
            )
        )
    }

    /// Mostly the last one declared.
    private mutating func caseName() -> String {
        let names = account.forceMajeure.map(\.id)
        return names.isEmpty ? "none" : random.chance(80) ? names[names.count - 1] : random.pick(names)
    }

    private mutating func classification(_ any: SubscriptionID) -> Event {
        let id = account.subscriptions.first { !$0.interruptions.isEmpty }?.id ?? any
        let known = account[id]?.interruptions.map(\.start) ?? []
        let start = known.isEmpty ? account.now : random.pick(known)
        return .liability(.interruptionClassified(id, start: start, cause: random.pick(InterruptionCause.allCases)))
    }

    private mutating func damages(_ id: SubscriptionID) -> Event {
        let damages = Damages(
            period: Int.random(in: 1...3, using: &random),
            category: random.chance(90) ? .direct : .image,
            cents: random.pick([1, 200, 500, 1000]),
            cause: random.chance(80) ? .provider : random.pick(InterruptionCause.allCases),
            reference: "INC",
            part: random.pick([nil, nil, 200, 700])
        )
        return .liability(.damagesRecorded(id, damages: damages))
    }

    private mutating func paperwork() -> Event {
        let hash = String(repeating: "0", count: 64)
        return switch Int.random(in: 0..<3, using: &random) {
        case 0: .fraud(.suspected(case: "F-\(facts.count)", what: "attempt"))
        case 1: .fraud(.closed(case: account.frauds.last?.id ?? "F-1", filing: random.pick(["", "PV-1"])))
        default: .person(.termsAccepted(terms: book.current, hash: hash))
        }
    }
}
