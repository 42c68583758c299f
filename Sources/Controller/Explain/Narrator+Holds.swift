import Contract
import Wire

extension Narrator {
    func line(for event: HoldEvent) -> String {
        switch event {
        case .placed(let order): line(for: order)
        case .lifted(let cause, let reference, let subscription):
            "hold \(cause.rawValue) \(reference) lifted\(scope(subscription))"
        case .eased(let reference, _): "hold maintenance \(reference) eased: the server starts, to be seen to serve"
        }
    }

    private func line(for order: HoldOrder) -> String {
        let begin = order.from.map { " from \(time($0))" } ?? ""
        let evidence = order.evidence.map { ", evidence: \($0)" } ?? ""
        let silence = order.unannounced.map { ", not told before: \($0)" } ?? ""
        return "hold \(order.cause.rawValue) \(order.reference) ordered\(scope(order.subscription))\(begin): "
            + order.reason + evidence + silence
    }

    /// Said where it is not the one subscription that the line stands under.
    private func scope(_ subscription: SubscriptionID?) -> String { subscription == nil ? " on the whole account" : "" }

    func line(for event: BreachEvent) -> String {
        switch event {
        case .notified(let notice):
            "breach \(notice.reference) notified by the \(notice.by.rawValue): \(notice.breaches.joined(separator: "; "))"
        case .cured(_, let reference): "breach \(reference) cured"
        case .waived(_, let reference, let reason): "breach \(reference) let go: \(reason)"
        case .offenceObserved(let offence):
            "offence observed (art. \(offence.article.rawValue))\(scope(offence.subscription)): \(offence.reason), "
                + "evidence: \(offence.evidence)"
        case .complianceChecked(_, let subject, let result): "checked \(subject): \(result)"
        }
    }

    func line(for event: ContactEvent) -> String {
        switch event {
        case .changed(let change):
            "contact data changed: \(change.fields.map(\.rawValue).joined(separator: ", ")), "
                + "the client's situation on \(time(change.changedAt))"
        case .mailBounced(let key): "mail came back: \(Notice.words(of: key))"
        case .doubted(let reference, let reason): "contact data doubted, case \(reference): \(reason)"
        case .confirmed: "contact data confirmed"
        }
    }

    func line(for event: ProviderEvent) -> String {
        switch event {
        case .nonRenewalNoticed: "provider gives notice that it will not renew"
        case .relocated(_, let address, let port): "server moved to \(SocketPlace(address, port))"
        case .copyErased(_, let host, let proof): "what was left of the server on \(host) is erased: \(proof)"
        }
    }

    func line(for identification: Identification) -> String {
        "client ends the service, identified by: \(identification.given.map(\.rawValue).joined(separator: ", "))"
    }
}
