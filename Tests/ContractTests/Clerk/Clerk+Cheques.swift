extension Clerk {
    struct Cheque {
        let number: Int
        let received: Int64
        let cents: Int
        /// What no renewal has used.
        var unspent: Int
    }

    mutating func performOnCheques(_ deed: Deed) -> Bool {
        switch deed {
        case .cheque(let number, let cents, let isFrench, let late):
            guard chequesSeen.insert(number).inserted else { return false }
            receive(number, cents, isFrench, now - Int64(late))
        case .chequeClears(let number):
            guard let cheque = takeCheque(number) else { return settlePurchase(number, isPaid: true) }
            balance += cheque.unspent
            credits["cheque:K\(number)"] = (cheque.cents, day)
            settleParts(of: number)
            write("R6.2-02", nil, "cheque:K\(number)")
            spend()
        case .chequeBounces(let number):
            guard takeCheque(number) != nil else { return settlePurchase(number, isPaid: false) }
            bounce(number)
        default: return false
        }
        return true
    }

    /// 6.5: from a bank in France only. 6.11: not credited yet, but it may pay a renewal.
    private mutating func receive(_ number: Int, _ cents: Int, _ isFrench: Bool, _ received: Int64) {
        guard isFrench else { return write("R6.5-02", nil, "cheque:K\(number)") }
        let place = cheques.firstIndex { $0.received > received } ?? cheques.count
        cheques.insert(Cheque(number: number, received: received, cents: cents, unspent: cents), at: place)
        write("R6.3-02.pending", nil, "cheque:K\(number)")
        noteMoney(cents, received)
        spend()
    }

    private mutating func takeCheque(_ number: Int) -> Cheque? {
        cheques.firstIndex { $0.number == number }.map { cheques.remove(at: $0) }
    }

    /// What a cheque has paid counts as paid from the balance.
    private mutating func settleParts(of number: Int) {
        for page in pages {
            for (month, payment) in page.payments {
                guard let part = payment.cheques[number] else { continue }
                edit(page.number) {
                    $0.payments[month]?.cheques[number] = nil
                    $0.payments[month]?.balance = payment.balance + part
                }
            }
        }
    }

    /// What can pay a month: the balance, and cheques received in time (6.11).
    func money(for month: Int, of page: Page) -> Int {
        let end = timeToPay(month, of: page)
        return cheques.reduce(balance) { $0 + ($1.received < end ? $1.unspent : 0) }
    }

    func timeToPay(_ month: Int, of page: Page) -> Int64 {
        Almanac.epoch(page.lastDay(toPay: month) + 1, 0)
    }

    /// From the balance first, then from the cheques in the order of their reception.
    mutating func pay(_ price: Price, for month: Int, asOf first: Int? = nil, of page: Page) {
        let end = timeToPay(first ?? month, of: page)
        let isAhead = moment < page.debit(atEndOf: month - 1)
        var payment = Page.Payment(balance: min(price.gross, balance), rate: price.rate, isAhead: isAhead)
        balance -= payment.balance
        for index in cheques.indices where cheques[index].received < end {
            let part = min(price.gross - payment.sum, cheques[index].unspent)
            guard part > 0 else { continue }
            cheques[index].unspent -= part
            payment.cheques[cheques[index].number] = part
        }
        guard price.gross > 0 else { return }
        let paid = payment
        edit(page.number) { $0.payments[month] = paid }
    }

    /// Undoes a payment; what came from cheques still pending can be used again.
    mutating func giveBack(_ payment: Page.Payment) {
        balance += payment.balance
        for index in cheques.indices { cheques[index].unspent += payment.cheques[cheques[index].number] ?? 0 }
    }

    /// 6.11: what it paid is void, and owed again from today on. Of what has ended, what was performed is owed (4).
    private mutating func bounce(_ number: Int) {
        var failures: [(Page, [Page.Owed])] = []
        var performed = 0
        for page in pages {
            let paid = page.payments.filter { $0.value.cheques[number] != nil }.sorted { $0.key < $1.key }
            performed += paid.filter { isPerformed($0.key, $0.value, page) }
                .reduce(0) { $0 + ($1.value.cheques[number] ?? 0) }
            let void = paid.filter { !isPerformed($0.key, $0.value, page) }
            guard !void.isEmpty else { continue }
            edit(page.number) { $0.bounces += 1 }
            for (month, payment) in void {
                giveBack(payment)
                edit(page.number) { $0.payments[month] = nil }
            }
            let owed = void.map {
                let price = Price(gross: $0.value.sum, rate: $0.value.rate)
                return Page.Owed(month: $0.key, price: price, bounce: page.bounces + 1)
            }
            if page.state != .over { failures.append((page, owed)) }
        }
        settleParts(of: number)
        write("R6.11-06.bounced", nil, "cheque:K\(number)")
        if performed > 0 { owe(Debt(id: "cheque:K\(number)", cents: performed, due: day, isPayable: true)) }
        for (page, owed) in failures { fail(page, owed, on: day, nil) }
        spend()
    }

    /// Due already, or begun, when the service ended.
    private func isPerformed(_ month: Int, _ payment: Page.Payment, _ page: Page) -> Bool {
        guard let endedAt = page.endedAt else { return false }
        return !payment.isAhead || endedAt > page.beginning(of: month)
    }
}
