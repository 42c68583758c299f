import Contract
import Testing

/// On every civil day of 2010 to 2040, whatever the day of the month on which a service began, exactly one step of the
/// contract is next: none is missing, and no two claim the same instant. The clerk's almanac gives the lengths
/// of the months.
@Suite struct EveryDayTests {
    /// Every day of the month, and a leap day.
    static let starts = (1...31).map { "2010-01-\($0 < 10 ? "0" : "")\($0)" } + ["2012-02-29"]
    private static let end = day("2041-01-01")

    private func due(_ period: Int, from start: CivilDate) -> CivilDate {
        let months = start.year * 12 + start.month - 1 + period
        let (year, month) = (months / 12, months % 12 + 1)
        let last = min(start.day, Almanac.length(month, year))
        return day("\(year)-\(month < 10 ? "0" : "")\(month)-\(last < 10 ? "0" : "")\(last)")
    }

    private func time(_ date: CivilDate, _ hour: Int64 = 0, _ minute: Int64 = 0) -> Instant {
        Book.paris.start(of: date, plus: hour * 3600 + minute * 60)
    }

    /// Asks at noon of the civil days from `first` to before `last` what is next: it must be the first of `steps` ahead.
    private func ask(_ life: inout Life, from first: CivilDate, to last: CivilDate, _ steps: [Instant]) {
        var found = life.account.nextDeadline(under: life.book)
        for number in first.epochDay..<last.epochDay where isAsked(number, life.first.anchor, from: first) {
            let noon = time(CivilDate(epochDay: number), 12)
            if found.map({ $0 > noon }) ?? true {
                let effects = life.account.advance(to: noon, under: life.book)
                if !effects.isEmpty { Issue.record("\(stamp(noon)): \(effects.count) effects of no step") }
            } else {
                life.go(to: noon)
            }
            found = life.account.nextDeadline(under: life.book)
            let wanted = steps.first { $0 > noon }
            guard found != wanted else { continue }
            Issue.record("\(CivilDate(epochDay: number)): next is \(found.map(stamp) ?? "nothing")")
        }
    }

    /// Services that began on the 28th or later are asked on every day, the others in the days after a due date; of the
    /// rest each civil day is asked of a third of them, so that none is left out.
    private func isAsked(_ number: Int, _ anchor: CivilDate?, from first: CivilDate) -> Bool {
        guard let anchor, anchor.day < 28, number - first.epochDay > 11 else { return true }
        return (number + anchor.day) % 3 == 0
    }

    @Test(arguments: starts)
    func `R6.11-01 R6.11-02 R6.11-23 every day of a service that is paid has one next step`(start: String) throws {
        let anchor = day(start)
        var life = try Life.started(start, price: 1, cents: 400)
        var before = anchor
        for period in 1... {
            let due = due(period, from: anchor)
            guard due < Self.end else { break }
            let steps = [time(due.adding(days: -10), 9), time(due, 0, 5)]
            ask(&life, from: before, to: due, steps + [time(self.due(period + 1, from: anchor).adding(days: -10), 9)])
            life.go(to: time(due, 0, 5))
            #expect(life.mails("R6.11-02").map(\.at) == [steps[0]])
            #expect(life.posted("debit").map(\.at) == [steps[1]])
            #expect(life.phase() == .active(period: period + 1))
            life.effects = []
            before = due
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
            life.go(to: time(due, 12))
            life.effects = []
            let reminders = [8, 10].map { time(due.adding(days: $0), 9) }
            let steps = [time(due.adding(days: 1))] + reminders + [destroyed]
            ask(&life, from: due, to: due.adding(days: 11), steps)
            #expect(life.phases.map(\.at) == [steps[0]] && life.phase() == .incident(period: period))
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
            #expect(life.account.nextDeadline(under: life.book) == time(next.adding(days: -10), 9))
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
