import Contract

extension History {
    /// What happens to payments, codes, payment requests and points (6.6 to 6.9, 6.12).
    mutating func moneyEvent() -> Event {
        if !account.suspended.isEmpty, random.chance(15) { return settlement() }
        if random.chance(30), account.subscriptions.contains(where: { !$0.payableRefunds.isEmpty }) {
            return refundPaidBack()
        }
        return switch Int.random(in: 0..<100, using: &random) {
        case 0..<14: .requests(.opened(request: fresh(), suggested: random.pick([nil, 500, 0])))
        case 14..<40: tokensBought()
        case 40..<42: .requests(.closed(request: request()))
        case 42..<46: .chequeBounced(reference: account.purchases.last?.reference ?? "P1")
        case 46..<55: validation()
        case 55..<67: .codes(.converted(code: random.chance(90) ? code() : fresh()))
        case 67..<70:
            .codes(.given(method: "allopass", code: fresh(), cents: 300, reason: random.chance(90) ? "sorry" : ""))
        case 70..<75: .payments(.failed(failed(), reason: "denied"))
        case 75..<84: reversal()
        case 84..<91: settlement()
        case 91..<93: refundPaidBack()
        case 93..<98: .pointsRedeemed(hundredths: random.pick([100, 500, account.points / 100 * 100]))
        default: closing()
        }
    }

    private mutating func fresh() -> OpaqueID {
        OpaqueID(random.next(), random.next())
    }

    private mutating func request() -> OpaqueID {
        let open = account.requests.filter { random.chance(5) || $0.closedAt == nil }
        return open.isEmpty ? fresh() : random.pick(open).id
    }

    private mutating func code() -> OpaqueID { account.codes.isEmpty ? fresh() : random.pick(account.codes).code }

    private mutating func settlement() -> Event {
        let name = account.suspended.isEmpty ? "transfer:#1" : random.pick(account.suspended).name
        return random.chance(60)
            ? .payments(.regularised(name: name, reference: "S\(references)"))
            : .payments(.returned(name: name, reason: "unknown"))
    }

    private mutating func tokensBought() -> Event {
        references += 1
        let method = random.pick(["paypal", "transfer", "cheque", "cheque", "allopass", "bitcoin"])
        let payment = Payment(
            method: method,
            currency: random.chance(95) ? "EUR" : "USD",
            amount: random.pick([1, 180, 500, 1234, 4000]),
            reference: method == "allopass" ? fresh().description : "P\(references)",
            bank: method == "cheque" ? DrawingBank(reading: random.chance(90) ? "30004" : "?") : nil
        )
        return .requests(.tokensBought(request: request(), payment: payment, receipt: fresh()))
    }

    private mutating func validation() -> Event {
        let obtained = random.chance(50) ? nil : account.now.adding(seconds: -random.pick([0, 86_400, 2_500_000]))
        return .codes(
            .validated(method: "allopass", code: fresh(), cents: random.pick([150, 300]), obtainedAt: obtained)
        )
    }

    private mutating func failed() -> Payment {
        references += 1
        return Payment(method: "paypal", currency: "EUR", amount: 700, reference: "F\(references)")
    }

    /// Mostly of something credited lately.
    private mutating func reversal() -> Event {
        let name = account.credits.isEmpty ? "paypal:R1" : random.pick(account.credits.suffix(8)).name
        let (method, reference) = (name.prefix { $0 != ":" }, name.drop { $0 != ":" }.dropFirst())
        return .payments(
            .reversed(
                method: String(method),
                reference: random.chance(90) ? String(reference) : "F\(references)",
                reason: "chargeback"
            )
        )
    }

    private mutating func refundPaidBack() -> Event {
        let payable = account.subscriptions.filter { !$0.payableRefunds.isEmpty }
        let subscription = payable.isEmpty ? nil : random.pick(payable)
        return .payments(
            .refundPaidBack(
                subscription?.id ?? Self.subscriptions[0],
                period: subscription?.payableRefunds.first?.period ?? 1,
                method: "transfer",
                document: "D-1"
            )
        )
    }

    /// Late in a life: a closed account has little left to happen to it.
    private mutating func closing() -> Event {
        let isOver = account.subscriptions.count > 2 && account.subscriptions.allSatisfy(\.isEnded)
        return isOver ? .accountClosed(reason: "by letter") : tokensBought()
    }

    /// The end of a life: everything is ended and settled as far as it can be, and then the account is closed.
    mutating func windUp() {
        for subscription in account.subscriptions where !subscription.isEnded {
            offer(.terminationRequested(subscription.id), after: 60)
        }
        for payment in account.suspended {
            offer(.payments(.returned(name: payment.name, reason: "closing")), after: 60)
        }
        for cheque in account.cheques { offer(.chequeCleared(reference: cheque.reference), after: 60) }
        offer(.accountClosed(reason: "by letter"), after: 60)
        for _ in 0..<6 { offer(random.chance(50) ? payment() : moneyEvent(), after: 3600) }
    }
}
