/// Force majeure, holds, and what ends services.
extension ClerkDice {
    /// One case at a time, or seldom two: they last long enough to excuse months and to let a party go.
    mutating func majeureDeed() -> Clerk.Deed {
        guard let open = openCases.last, random.chance(95) else { return majeure() }
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<20: return .majeureNews(open.number)
        case 20..<35:
            openCases.removeLast()
            return .majeureOver(open.number)
        default: return .majeureLeave(random.pick(open.services), open.number, byClient: random.chance(60))
        }
    }

    private mutating func majeure() -> Clerk.Deed {
        cases += 1
        let services = random.chance(60) ? [service()] : [service(), service()]
        openCases.append((cases, services))
        let since = Clerk.Moment(now.day - random.pick([0, 0, 5, 40]), random.pick([0, 300, 50_000]))
        return .majeure(cases, on: services, prevents: random.chance(75), since: since)
    }

    /// Lifted more often than placed: a hold on all services would else stand most of the time.
    mutating func holdDeed() -> Clerk.Deed {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<35: return hold()
        case 35..<45:
            doubt = Int.random(in: 1...3, using: &random)
            return .doubt(doubt)
        case 45..<50: return .confirmData
        case 50..<60: return ease()
        default: return lift()
        }
    }

    private mutating func hold() -> Clerk.Deed {
        let cause = random.pick([Clerk.Hold.Cause.security, .maintenance, .conduct, .authority, .identity])
        let reference = cause == .identity ? doubt : Int.random(in: 1...3, using: &random)
        let number = random.chance(15) ? nil : service()
        held.append((cause, reference, number))
        let from = random.chance(40) ? next(after: now, gaps: [0, 1, 2, 8]) : nil
        return .hold(cause, reference, on: number, from: from, isProven: random.chance(90))
    }

    private mutating func ease() -> Clerk.Deed {
        let maintenance = held.last { $0.cause == .maintenance && $0.number != nil }
        return .ease(maintenance?.reference ?? 1, on: maintenance?.number ?? service())
    }

    private mutating func lift() -> Clerk.Deed {
        guard !held.isEmpty else { return hold() }
        let (cause, reference, number) = held.remove(at: Int.random(in: held.indices, using: &random))
        return .lift(cause, reference, on: number)
    }

    /// Seldom: most of it ends a service.
    mutating func endingDeed() -> Clerk.Deed {
        let number = service()
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<45:
            let (reference, byClient) = (Int.random(in: 1...3, using: &random), random.chance(50))
            complaints.append((reference, number))
            let told = Clerk.Moment(now.day - random.pick([0, 1, 6, 7, 8, 9]), 50_000)
            return .complain(
                reference,
                on: number,
                byClient: byClient,
                isStated: random.chance(90),
                told: byClient && random.chance(40) ? min(told, now) : nil
            )
        case 45..<80: return .nonRenewal(number)
        case 80..<88:
            let article = random.pick(["R5-09", "R7.8-01"])
            return .offence(on: random.chance(95) ? number : nil, article: article, isProven: random.chance(80))
        default: return plainDeed()
        }
    }

    /// While the mail does not work letters are handed over one by one.
    mutating func mailDeed() -> Clerk.Deed {
        if isMailWorking {
            isMailWorking = false
            return .stopMail
        }
        guard random.chance(80) else {
            isMailWorking = true
            return .startMail
        }
        let then = Clerk.Moment(now.day - random.pick([0, 0, 0, 1, 2, 9]), random.pick([0, 300, 50_000]))
        return .handOver(Int.random(in: 0..<1000, using: &random), at: then)
    }

    /// Most complaints are answered in time.
    mutating func answer() -> Clerk.Deed {
        let (reference, number) = complaints.removeLast()
        return random.chance(50)
            ? .remedy(reference, on: number) : .waive(reference, on: number, byClient: random.chance(50))
    }
}
