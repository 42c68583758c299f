extension Clerk {
    /// 7.9: more than five days in a row, while the server had to run, and what was paid for the months that it spoiled.
    mutating func outage(_ page: Page, _ seconds: Int) -> Bool {
        guard page.startedAt > 0, Almanac.days[day].year >= 2010 else { return false }
        let (from, to) = (now - Int64(seconds), now)
        for duty in page.duty {
            let (start, end) = (max(from, duty.from), min(to, duty.to ?? to))
            guard end - start > 432_000, refund(page.number, start, end) else { continue }
            spend()
        }
        return true
    }

    /// What was paid for the months that it spoiled, each once. False where there is nothing to give back.
    private mutating func refund(_ number: Int, _ start: Int64, _ end: Int64) -> Bool {
        guard let page = page(number) else { return false }
        let months = spoiled(page, start, end).filter { !page.refunded.contains($0) && page.payments[$0] != nil }
        for month in months {
            page.payments[month].map { giveBack($0) }
            edit(number) {
                $0.payments[month] = nil
                $0.refunded.insert(month)
            }
            write("R7.9-01", number, month)
        }
        return !months.isEmpty
    }

    private func spoiled(_ page: Page, _ start: Int64, _ end: Int64) -> [Int] {
        var month = 1
        while Almanac.epoch(page.due(month) + 1, 0) <= start + 432_000 { month += 1 }
        var months = [month]
        while month < page.month, end - page.beginning(of: month + 1) > 432_000 {
            month += 1
            months.append(month)
        }
        return months
    }
}
