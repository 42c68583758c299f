import Contract

extension Clerk.Deed {
    var majeureEvent: ForceMajeureEvent {
        switch self {
        case .majeure(let number, let services, let prevents, let since):
            return .declared(
                ForceMajeureDeclaration(
                    id: "M\(number)",
                    cause: .flood,
                    subscriptions: services.map(id),
                    startedAt: Instant(epochSeconds: since.epoch),
                    prevents: prevents,
                    forecast: "water is being pumped out"
                )
            )
        case .majeureNews(let number): return .updated(case: "M\(number)", forecast: "it goes down")
        case .majeureOver(let number): return .ended(case: "M\(number)")
        case .majeureLeave(let service, let number, _):
            return .terminationRequested(id(service), case: "M\(number)")
        default: preconditionFailure("\(self) is not about force majeure")
        }
    }

    var breach: BreachEvent {
        switch self {
        case .complain(let reference, let number, let byClient, let isStated, _):
            return .notified(
                BreachNotice(
                    "B\(reference)",
                    by: byClient ? .client : .provider,
                    subscription: id(number),
                    breaches: isStated ? ["the server is too slow", "nobody answers"] : []
                )
            )
        case .remedy(let reference, let number): return .cured(id(number), reference: "B\(reference)")
        case .waive(let reference, let number, _):
            return .waived(id(number), reference: "B\(reference)", reason: "it was a trifle")
        case .offence(let number, let article, let isProven):
            return .offenceObserved(
                Offence(
                    article == "R5-09" ? .five : .sevenEight,
                    subscription: number.map(id),
                    reason: "attacks on others",
                    evidence: isProven ? "file 13" : ""
                )
            )
        default: preconditionFailure("\(self) is not about a breach")
        }
    }

    var holdEvent: Event {
        switch self {
        case .hold(let cause, let reference, let number, let from, let isProven):
            .hold(
                .placed(
                    HoldOrder(
                        cause.engine,
                        reference: "C\(reference)",
                        subscription: number.map(id),
                        reason: "what was seen",
                        evidence: isProven ? "file 12" : nil,
                        from: from.map { Instant(epochSeconds: $0.epoch) },
                        unannounced: isProven ? "it could not wait" : nil
                    )
                )
            )
        case .lift(let cause, let reference, let number):
            .hold(.lifted(cause.engine, reference: "C\(reference)", subscription: number.map(id)))
        case .ease(let reference, let number): .hold(.eased(reference: "C\(reference)", subscription: id(number)))
        case .doubt(let reference): .contact(.doubted(reference: "C\(reference)", reason: "mail came back"))
        default: .contact(.confirmed)
        }
    }
}

extension Clerk.Hold.Cause {
    fileprivate var engine: HoldOrder.Cause {
        switch self {
        case .security: .security
        case .maintenance: .maintenance
        case .conduct: .conduct
        case .authority: .authority
        case .identity: .identity
        case .unpaidDebt, .forceMajeure: preconditionFailure("an operator does not place it")
        }
    }
}
