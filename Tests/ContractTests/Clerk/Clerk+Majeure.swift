extension Clerk {
    /// A case of force majeure, which has no effect before its letter is handed over (4).
    struct Case {
        let number: Int
        let services: [Int]
        let since: Moment
        /// Whether the services cannot run.
        let prevents: Bool
        var told: Moment?
        /// The day of the last news.
        var informed: Int?
        var isOver = false

        var name: String { "M\(number)" }
        /// The day from whose evening on it gives a right to leave: thirty days after it was told.
        var thirty: Moment? { told.map { Moment($0.day + 31, 0) } }
        /// A month after it began: for the client, when he was not told by then (7.2).
        var month: Moment { Moment(Almanac.monthly(since.day, 1) + 1, 0) }
    }

    mutating func performOnCases(_ deed: Deed) -> Bool {
        switch deed {
        case .majeure(let number, let services, let prevents, let since):
            return declare(number, services, prevents, since)
        case .majeureNews(let number):
            guard let index = openCase(number) else { return false }
            giveNews(index)
        case .majeureOver(let number):
            guard let index = openCase(number) else { return false }
            cases[index].isOver = true
            write("R4-05", nil, cases[index].name)
            for service in cases[index].services {
                edit(service) { page in
                    page.holds.removeAll { $0.cause == .forceMajeure && $0.reference == "M\(number)" }
                }
                spend()
            }
        case .majeureLeave(let service, let number, let byClient): return leave(service, number, byClient)
        default: return false
        }
        return true
    }

    private func openCase(_ number: Int) -> Int? { cases.firstIndex { $0.number == number && !$0.isOver } }

    private mutating func declare(_ number: Int, _ services: [Int], _ prevents: Bool, _ since: Moment) -> Bool {
        guard !cases.contains(where: { $0.number == number }), since <= moment, !services.isEmpty else { return false }
        guard Set(services).count == services.count, services.allSatisfy(isLiving) else { return false }
        cases.append(Case(number: number, services: services, since: since, prevents: prevents))
        write("R4-02", nil, "M\(number)")
        return true
    }

    /// 4: the client is told.
    mutating func takeEffect(_ name: String, from told: Moment) {
        guard let index = cases.firstIndex(where: { $0.name == name && !$0.isOver }) else { return }
        (cases[index].told, cases[index].informed) = (told, told.day)
        guard cases[index].prevents else { return }
        for service in cases[index].services where isLiving(service) {
            edit(service) { $0.holds.append(Hold(cause: .forceMajeure, reference: name)) }
        }
    }

    private func isLiving(_ number: Int) -> Bool { page(number).map { $0.state != .over } ?? false }

    private mutating func giveNews(_ index: Int) {
        if cases[index].informed != nil { cases[index].informed = day }
        let name = cases[index].name
        write("R4-06", nil, "\(name)-\(count("news \(name)"))")
    }

    /// 4: regularly, which is every seven days, as long as it concerns a service that lives.
    mutating func giveStaleNews() {
        for index in cases.indices where !cases[index].isOver && cases[index].services.contains(where: isLiving) {
            guard let informed = cases[index].informed else { continue }
            if Moment(informed + 7, 32_400) <= moment { giveNews(index) }
        }
    }

    /// 4, 7.2: on request of a party, without indemnity.
    private mutating func leave(_ service: Int, _ number: Int, _ byClient: Bool) -> Bool {
        guard isLiving(service), let index = openCase(number) else { return false }
        let found = cases[index]
        guard found.services.contains(service) else { return false }
        let wasUntold = found.told.map { $0 >= found.month } ?? true
        let isByMonth = byClient && wasUntold && found.thirty.map { found.month < $0 } ?? true
        guard let opens = isByMonth ? found.month : found.thirty, moment >= opens else { return false }
        end(service, isByMonth ? "R7.2-01" : "R4-07", found.name)
        return true
    }

    /// 4: a month that begins meanwhile is not paid, now or later. Fewer slots set the percentage back all the same.
    mutating func excuse(_ page: Page) {
        edit(page.number) {
            $0.month = page.month + 1
            $0.price = page.price(atEndOf: page.month, on: page.due(page.month))
            $0.dropNewPrices(at: page.due(page.month))
            ($0.noticed, $0.tried) = (max(page.noticed, page.month), max(page.tried, page.month))
            if let change = page.newSlots {
                if change.slots < page.slots { $0.seniority = 0 }
                ($0.slots, $0.newSlots) = (change.slots, nil)
            }
        }
        write("R4-04", page.number, page.month + 1)
    }
}

extension Clerk.Page {
    var isPrevented: Bool { holds.contains { $0.cause == .forceMajeure } }
}
