/// Payments taken back (6.3, 6.4), and users who pay for the client (6.9).
extension Clerk {
    /// A payer's cheque, which buys once it has cleared.
    struct Purchase {
        let number: Int
        let cents: Int
    }

    mutating func performOnPayments(_ deed: Deed) -> Bool {
        switch deed {
        case .reverse(let name, let isExplained): return isExplained && takeBack(name)
        case .openRequest(let number):
            guard isOpen, requests[number] == nil else { return false }
            requests[number] = true
        case .closeRequest(let number):
            guard requests[number] == true else { return false }
            requests[number] = false
        case .buy(let number, let request, let method, let cents):
            return requests[request] == true && buy(number, method, cents)
        default: return false
        }
        return true
    }

    /// 6.3: no longer credited. A bank takes back for thirteen months, as calendars count them, and no longer. What is spent already is owed today, by the client alone (6.4).
    private mutating func takeBack(_ name: String) -> Bool {
        guard let (cents, credited) = credits[name], day <= Almanac.monthly(credited, 13) else { return false }
        if day >= Almanac.monthly(credited, 13) - 3 { notes["reversed in the last days", default: 0] += 1 }
        credits[name] = nil
        let taken = min(cents, balance)
        balance -= taken
        if taken < cents { owe(Debt(id: name, cents: cents - taken, due: day)) }
        write("R6.3-02.reversed", nil, name)
        return true
    }

    /// 6.6: once under its name, by a method that the provider takes, in euros; all else is rejected.
    mutating func pay(_ number: Int, _ method: String, _ cents: Int) -> Bool {
        let name = "\(Deed.means(method)):T\(number)"
        guard paymentsSeen.insert(name).inserted else { return false }
        guard !Deed.isRejected(method) else {
            write("R6.6-05", nil, name)
            return true
        }
        balance += cents
        credits[name] = (cents, day)
        write("R6.2-02", nil, name)
        noteMoney(cents, now)
        spend()
        return true
    }

    /// 6.9: by any method that the provider takes, a payment once; of cheques those drawn in France (6.5).
    private mutating func buy(_ number: Int, _ method: String, _ cents: Int) -> Bool {
        let (isCheque, isRejected) = (Deed.means(method) == "cheque", Deed.isRejected(method))
        guard !(isCheque ? chequesSeen : purchasesSeen).contains(number), isRejected || value(cents, method) > 0
        else { return false }
        if isCheque { chequesSeen.insert(number) } else { purchasesSeen.insert(number) }
        switch method {
        case _ where isRejected: writeToPayer("R6.6-05.payer", number, method)
        case "cheque":
            purchases.append(Purchase(number: number, cents: cents))
            writeToPayer("R6.9-08.pending", number, method)
        default: creditTokens(number, method, cents)
        }
        return true
    }

    /// A token is a euro; by code it costs 1.80. What is less than a cent is lost.
    private func value(_ cents: Int, _ method: String) -> Int { method == "allopass" ? cents * 100 / 180 : cents }

    /// To the client's balance at once. The payer gets a receipt, and learns nothing else.
    private mutating func creditTokens(_ number: Int, _ method: String, _ cents: Int) {
        let value = value(cents, method)
        balance += value
        credits["\(method):\(Deed.reference(number, method))"] = (value, day)
        writeToPayer("R6.9-08", number, method)
        write("R6.9-03", nil, Deed.receipt(number, method))
        noteMoney(value, now)
        spend()
    }

    private mutating func writeToPayer(_ letter: String, _ number: Int, _ method: String) {
        let receipt = Deed.receipt(number, method)
        post(Letter(kind: letter, number: nil, receipt: receipt, label: "1", written: moment))
    }

    /// False where that cheque is not a payer's.
    mutating func settlePurchase(_ number: Int, isPaid: Bool) -> Bool {
        guard let index = purchases.firstIndex(where: { $0.number == number }) else { return false }
        let purchase = purchases.remove(at: index)
        if isPaid {
            creditTokens(number, "cheque", purchase.cents)
        } else {
            writeToPayer("R6.9-08.bounced", number, "cheque")
        }
        return true
    }
}

extension Clerk.Deed {
    /// Cash, and what is not in euros or of a bank abroad.
    static func isRejected(_ method: String) -> Bool { ["cash", "dollars", "foreign cheque"].contains(method) }

    /// Dollars come through PayPal.
    static func means(_ method: String) -> String {
        switch method {
        case "dollars": "paypal"
        case "foreign cheque": "cheque"
        default: method
        }
    }

    static func reference(_ number: Int, _ method: String) -> String {
        switch means(method) {
        case "allopass": Clerk.Code.text(700_000 + number)
        case "cheque": "K\(number)"
        default: "P\(number)"
        }
    }

    static func receipt(_ number: Int, _ method: String) -> String {
        Clerk.Code.text((means(method) == "cheque" ? 800_000 : 900_000) + number)
    }
}
