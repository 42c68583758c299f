package import Contract

/// Tells facts and effects in one English line each, for tables and explanations.
package struct Narrator: Sendable {
    package let zone: CivilZone

    package init(zone: CivilZone) {
        self.zone = zone
    }

    package func line(for event: Event) -> String {
        switch event {
        case .accountOpened(let kind): "account opened (\(kind.rawValue))"
        case .noticeHandedOver(let key): "mail handed over: \(Notice.words(of: key))"
        case .orderPlaced(let order):
            "ordered \(order.product) with \(order.slots) slots at \(euros(order.monthlyPrice)) a month"
        case .paymentReceived(let payment): "payment received: \(line(for: payment))"
        case .chequeCleared(let reference): "cheque \(reference) cleared"
        case .chequeBounced(let reference): "cheque \(reference) bounced"
        case .serviceDelivered: "server answers its players"
        case .renewalSwitched(_, let on): "automatic renewal switched \(on ? "on" : "off")"
        case .renewalRequested: "renewal asked for before the due date"
        case .reactivationRequested(_, let standing):
            standing ? "standing request to reactivate" : "reactivation asked for"
        case .standingRequestWithdrawn: "standing request withdrawn"
        case .slotsChangeRequested(_, let slots, let price):
            "asked for \(slots) slots at \(euros(price)) from the next due date"
        case .clientPower(_, let running): "client \(running ? "started" : "stopped") the server"
        case .terminationRequested(_, let identification): line(for: identification)
        case .interruptionMeasured(_, let interruption): line(for: interruption)
        case .serviceErased(_, let proof): "erased: \(proof)"
        case .gestureGranted(let cents, let reason): "commercial gesture of \(euros(cents)): \(reason)"
        case .hold(let event): line(for: event)
        case .breach(let event): line(for: event)
        case .contact(let event): line(for: event)
        case .provider(let event): line(for: event)
        case .prices(let event): line(for: event)
        case .debts(let event): line(for: event)
        case .disputes(let event): line(for: event)
        case .forceMajeure(let event): line(for: event)
        case .liability(let event): line(for: event)
        case .person(let event): line(for: event)
        case .fraud(let event): line(for: event)
        case .pointsRedeemed(let hundredths): "exchange of \(amount(.points(hundredths: hundredths))) asked for"
        case .accountClosed(let reason): "account closed: \(reason)"
        case .payments(let event): line(for: event)
        case .codes(let event): line(for: event)
        case .requests(let event): line(for: event)
        }
    }

    package func line(for action: Action) -> String {
        switch action {
        case .posted(let transaction):
            "\(transaction.key): "
                + transaction.postings.filter { $0.amount.quantity > 0 }
                .map { "\(amount($0.amount)) to \($0.account)" }.joined(separator: ", ")
        case .invoiced(let invoice): line(for: invoice)
        case .notice(let notice): "mail: \(notice.words)"
        case .account(let status): "account \(status.rawValue)"
        case .phase(let phase): line(for: phase)
        case .service(let demand):
            "server must be \(demand.state.rawValue)\(demand.state == .absent ? "" : " with \(demand.slots) slots")"
        case .decided(let text): text
        }
    }

    package func line(for phase: Phase) -> String {
        switch phase {
        case .awaitingFunds: "waits for activation and funds"
        case .provisioning: "paid, being set up"
        case .active(let period): "active, month \(period)"
        case .incident(let period): "payment incident after month \(period)"
        case .ended(let rule, let erased): "ended (\(rule))\(erased ? ", erased" : "")"
        }
    }

    func line(for payment: Payment) -> String {
        let reference = payment.reference.isEmpty ? "without reference" : "reference \(payment.reference)"
        return "\(hundredths(payment.amount)) \(payment.currency) by \(payment.method), \(reference)"
    }

    private func line(for interruption: Interruption) -> String {
        let seconds = interruption.confirmedThrough.seconds(since: interruption.start)
        return "interruption of \(duration(seconds)) from \(time(interruption.start)) to "
            + "\(time(interruption.confirmedThrough))\(interruption.ended ? "" : " and on"), \(interruption.cause.rawValue)"
    }

    /// `120 h 00 min 01 s`.
    package func duration(_ seconds: Int64) -> String {
        "\(seconds / 3600) h \(twoDigits(seconds % 3600 / 60)) min \(twoDigits(seconds % 60)) s"
    }

    /// Local civil time: `2010-03-01 00:00:00`.
    package func time(_ instant: Instant) -> String {
        let local = instant.epochSeconds + zone.offset(at: instant)
        let second = ((local % 86_400) + 86_400) % 86_400
        return
            "\(zone.date(at: instant)) \(twoDigits(second / 3600)):\(twoDigits(second % 3600 / 60)):\(twoDigits(second % 60))"
    }

    package func euros(_ cents: Int64) -> String { hundredths(cents) + " EUR" }

    package func amount(_ amount: Amount) -> String { "\(hundredths(amount.quantity)) \(amount.commodity.rawValue)" }

    private func hundredths(_ quantity: Int64) -> String {
        "\(quantity < 0 ? "-" : "")\(quantity.magnitude / 100).\(twoDigits(Int64(quantity.magnitude % 100)))"
    }

    private func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
