extension Clerk {
    /// 7.9: more than five days in a row, while the server had to run, and what was paid for the months that it spoiled.
    mutating func outage(_ page: Page, _ seconds: Int) -> Bool {
        guard page.startedAt > 0, Almanac.days[day].year >= 2010 else { return false }
        let (from, to) = (now - Int64(seconds), now)
        var back = 0
        for duty in page.duty {
            let (start, end) = (max(from, duty.from), min(to, duty.to ?? to))
            guard end - start > 432_000 else { continue }
            for month in spoiled(page, start, end) where !(self.page(page.number)?.refunded.contains(month) ?? true) {
                guard let paid = page.payments[month] else { continue }
                edit(page.number) { $0.refunded.insert(month) }
                giveBack(paid)
                edit(page.number) { $0.payments[month] = nil }
                back += 1
                write("R7.9-01", page.number, month)
            }
        }
        if back > 0 { spend() }
        return true
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
