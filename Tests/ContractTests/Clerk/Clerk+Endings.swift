/// What ends a service before the client wants it: 5, 7.4, 7.6, 7.8.
extension Clerk {
    /// One party complains of breaches of the other.
    struct Complaint {
        let reference: Int
        let service: Int
        let byClient: Bool
        /// Remedied by its evening, nothing follows; nil until the other party is told.
        var lastDay: Int?
        var isOpen = true
    }

    mutating func performOnEndings(_ deed: Deed) -> Bool {
        switch deed {
        case .nonRenewal(let number): return page(number).map { giveNotice($0) } ?? false
        case .complain(let reference, let number, let byClient, let isStated, let told):
            return isStated && complain(reference, number, byClient, told ?? moment)
        case .remedy(let reference, let number):
            return close(reference, number) { _ in "R7.4-01.cured" }
        case .waive(let reference, let number, let byClient):
            // By the party that complained; an operator also records what the client lets go.
            return close(reference, number) { !byClient || $0.byClient ? "R10-01" : nil }
        case .offence(let number, let article, let isProven): return isProven && observe(article, on: number)
        default: return false
        }
    }

    /// 7.6: the notice is written, once.
    private mutating func giveNotice(_ page: Page) -> Bool {
        guard page.isLive, page.foreseenLast == nil else { return false }
        let last = lastMonth(of: page, noticedOn: day)
        edit(page.number) { $0.foreseenLast = last }
        write("R7.6-01", page.number, 1)
        return true
    }

    /// 7.6: to the first due day that is fifteen days away or more from the handing over.
    mutating func learnNonRenewal(_ number: Int, on day: Int) {
        guard let page = page(number), page.isLive, page.lastMonth == nil else { return }
        let last = lastMonth(of: page, noticedOn: day)
        edit(number) { $0.lastMonth = last }
        if last != page.foreseenLast { write("R7.6-01.later", number, 1) }
    }

    private func lastMonth(of page: Page, noticedOn day: Int) -> Int {
        var month = page.next
        while page.due(month) < day + 15 { month += 1 }
        return month
    }

    /// 7.4: the client's is told when it is; the provider's when its letter is handed over.
    private mutating func complain(_ reference: Int, _ number: Int, _ byClient: Bool, _ told: Moment) -> Bool {
        guard let page = page(number), page.state != .over, told <= moment else { return false }
        guard openComplaint(reference, number) == nil else { return false }
        complaints.append(Complaint(reference: reference, service: number, byClient: byClient))
        if byClient { startSevenDays(complaints.count, on: told.day) }
        write(byClient ? "R7.4-03" : "R7.4-02", number, complaints.count)
        return true
    }

    /// 7.4: seven days from the day of the notice. What is recorded late never ends a service on the same day.
    mutating func startSevenDays(_ number: Int, on told: Int) {
        guard complaints[number - 1].isOpen else { return }
        complaints[number - 1].lastDay = max(told + 7, day)
    }

    private func openComplaint(_ reference: Int, _ number: Int) -> Int? {
        complaints.firstIndex { $0.isOpen && $0.reference == reference && $0.service == number }
    }

    /// With that letter, or not where there is none.
    private mutating func close(_ reference: Int, _ number: Int, _ letter: (Complaint) -> String?) -> Bool {
        guard page(number).map({ $0.state != .over }) ?? false, let index = openComplaint(reference, number),
            let letter = letter(complaints[index])
        else { return false }
        complaints[index].isOpen = false
        write(letter, number, index + 1)
        return true
    }

    /// 7.4: the seven days are over.
    mutating func endUnremedied() {
        for (index, complaint) in complaints.enumerated() where complaint.isOpen {
            guard let last = complaint.lastDay, last < day else { continue }
            guard page(complaint.service).map({ $0.state != .over }) ?? false else { continue }
            end(complaint.service, "R7.4-01", index + 1)
        }
    }

    /// 5, 7.8: at once, one service or all, on evidence.
    private mutating func observe(_ article: String, on number: Int?) -> Bool {
        let living = pages.filter { $0.state != .over && number ?? $0.number == $0.number }
        for page in living { end(page.number, article, 1) }
        return !living.isEmpty
    }
}

extension Clerk.Page {
    /// Whether the provider does not renew what ends then.
    func isLast(_ month: Int) -> Bool { lastMonth.map { month >= $0 } ?? false }
}
