import Testing

@testable import Contract

/// On every civil day of 2010 to 2040, whatever the day of the month on which a service began, exactly one step of the
/// contract is next, at one instant and by one rule: none is missing, and no two claim the same instant. The clerk's
/// almanac gives the lengths of the months.
@Suite struct EveryDayTests {
    /// Every day of the month, and a leap day.
    static let starts = (1...31).map { "2010-01-\($0 < 10 ? "0" : "")\($0)" } + ["2012-02-29"]
    private static let end = day("2041-01-01")

    /// Noon of each civil day from 2010 on: asked 360,000 times.
    private static let firstDay = day("2010-01-01").epochDay
    private static let noons = (firstDay...day("2041-02-15").epochDay).map {
        Book.paris.start(of: CivilDate(epochDay: $0), plus: 43_200)
    }

    /// What is next: when, and which rule decides it.
    private struct Step: Equatable {
        let at: Instant
        let rule: RuleID
    }

    private func due(_ period: Int, from start: CivilDate) -> CivilDate {
        let months = start.year * 12 + start.month - 1 + period
        let (year, month) = (months / 12, months % 12 + 1)
        let last = min(start.day, Almanac.length(month, year))
        return day("\(year)-\(month < 10 ? "0" : "")\(month)-\(last < 10 ? "0" : "")\(last)")
    }

    private func time(_ date: CivilDate, _ hour: Int64 = 0, _ minute: Int64 = 0) -> Instant {
        Book.paris.start(of: date, plus: hour * 3600 + minute * 60)
    }

    private func notice(_ due: CivilDate) -> Step { Step(at: time(due.adding(days: -10), 9), rule: "R6.11-02") }

    private func debit(_ due: CivilDate) -> Step { Step(at: time(due, 0, 5), rule: "R6.11-01") }

    /// Asks at noon of each civil day from `first` to before `last` what is next: it must be the first of `steps` ahead.
    /// Where nothing is due no day may bring anything, and each step its own effects.
    private func ask(_ life: inout Life, from first: CivilDate, to last: CivilDate, _ steps: [Step]) {
        var (account, ahead) = (life.account, steps[...])
        for number in first.epochDay..<last.epochDay {
            let noon = Self.noons[number - Self.firstDay]
            if let step = ahead.first, step.at <= noon {
                life.account = account
                while let step = ahead.first, step.at <= noon { live(through: step, &life, &ahead) }
                life.go(to: noon)
                account = life.account
            } else if !account.advance(to: noon, under: life.book).isEmpty {
                Issue.record("\(stamp(noon)): effects of no step")
            }
            let found = account.learnDeadline(under: life.book)
            guard found?.at != ahead.first?.at || found?.rule != ahead.first?.rule else { continue }
            Issue.record("\(CivilDate(epochDay: number)): next is \(found.map { "\($0)" } ?? "nothing")")
        }
        life.account = account
    }

    /// The step comes at its instant, and after it nothing else is due there.
    private func live(through step: Step, _ life: inout Life, _ ahead: inout ArraySlice<Step>) {
        ahead.removeFirst()
        let before = life.effects.count
        life.go(to: step.at)
        let rules = life.effects[before...].map(\.rule)
        let decided = step.rule == "R6.11-01" ? "R6.11-11" : step.rule
        let others = rules.filter { $0 != decided && !["R6.11-12", "R6.12-01", "R6.6-08"].contains($0) }
        if !rules.contains(decided) || !others.isEmpty { Issue.record("\(stamp(step.at)): \(rules)") }
        if let next = life.account.nextDeadline(under: life.book), next <= step.at {
            Issue.record("\(stamp(step.at)): another step at the same instant")
        }
    }

    @Test(arguments: starts)
    func `R6.11-01 R6.11-02 R6.11-23 every day of a service that is paid has one next step`(start: String) throws {
        let anchor = day(start)
        var life = try Life.started(start, price: 1, cents: 400)
        var first = anchor
        for period in 1... {
            let (due, next) = (due(period, from: anchor), due(period + 1, from: anchor))
            guard due < Self.end else { break }
            ask(&life, from: first, to: due.adding(days: 1), [notice(due), debit(due), notice(next)])
            #expect(life.mails("R6.11-02").map(\.at) == [notice(due).at])
            #expect(life.posted("debit").map(\.at) == [debit(due).at])
            #expect(life.phase() == .active(period: period + 1))
            life.effects = []
            first = due.adding(days: 1)
        }
    }

    @Test(arguments: starts)
    func `R6.11-08 R6.11-15 R6.11-19 every day of a grace has one next step, and it closes before the next cut-off`(
        start: String
    ) throws {
        let anchor = day(start)
        var life = try Life.started(start, price: 1)
        for period in 1... {
            let (due, next) = (due(period, from: anchor), due(period + 1, from: anchor))
            guard next < Self.end else { break }
            let destroyed = time(due.adding(days: 11))
            #expect(destroyed <= time(next.adding(days: -15)), "\(due): closed before the cut-off of \(next)")
            life.go(to: time(due, 11))
            life.effects = []
            let stop = Step(at: time(due.adding(days: 1)), rule: "R6.11-13")
            let reminders = [8, 10].map { Step(at: time(due.adding(days: $0), 9), rule: "R6.11-12") }
            let destruction = Step(at: destroyed, rule: "R6.11-19")
            ask(&life, from: due, to: due.adding(days: 11), [stop] + reminders + [destruction])
            #expect(life.phases.map(\.at) == [stop.at] && life.phase() == .incident(period: period))
            var lost = life
            lost.go(to: destroyed.adding(seconds: -1))
            #expect(lost.phase() == .incident(period: period))
            lost.go(to: destroyed)
            #expect(lost.phase() == .ended(rule: "R6.11-19", erased: false))
            #expect(lost.account.nextDeadline(under: lost.book) == nil)
            let last = destroyed.adding(seconds: -1)
            let payment = Payment(method: "transfer", currency: "EUR", amount: 1, reference: "P\(period)")
            try life.record(.paymentReceived(payment), at: last, occurred: last, by: .staff)
            try life.record(.reactivationRequested(s1, standing: false), at: last, occurred: last, by: .client)
            #expect(life.account.nextDeadline(under: life.book) == notice(next).at)
            try expectCutoff(life, of: next, after: self.due(period + 2, from: anchor))
        }
    }

    /// Switched off up to E − 15 it binds E, from the next day on the due date after it.
    private func expectCutoff(_ life: Life, of due: CivilDate, after: CivilDate) throws {
        for (days, wanted) in [(-15, due), (-14, after)] {
            var copy = life
            copy.effects = []
            let noon = time(due.adding(days: days), 12)
            try copy.record(.renewalSwitched(s1, on: false), at: noon, occurred: noon, by: .client)
            #expect(copy.mails("R6.11-08").map { $0.notice.values["effective"] } == [.date(wanted)])
        }
    }
}

extension Deadline {
    /// The rule that decides the step; nil for those that a service that is just leased never meets.
    fileprivate var rule: RuleID? {
        switch task {
        case .notice: "R6.11-02"
        case .debit: "R6.11-01"
        case .verdict: "R6.11-13"
        case .reminder: "R6.11-12"
        case .destruction: "R6.11-19"
        default: nil
        }
    }
}
