extension Clerk {
    /// A reason why a server must not run. Each is lifted by itself; paying lifts that of its debt alone.
    struct Hold: Equatable {
        enum Cause { case security, maintenance, conduct, authority, identity, unpaidDebt, forceMajeure }
        let cause: Cause
        let reference: String
        /// The server may be tried out.
        var isEased = false

        func isSame(_ other: Hold) -> Bool { (cause, reference) == (other.cause, other.reference) }
    }

    struct ComingHold {
        let hold: Hold
        let number: Int?
        let from: Moment
    }

    mutating func performOnHolds(_ deed: Deed) -> Bool {
        switch deed {
        case .hold(let cause, let reference, let number, let from, let isProven):
            guard canHold(number), isAllowed(cause, reference, from, isProven) else { return false }
            return place(Hold(cause: cause, reference: "C\(reference)"), on: number, from)
        case .lift(let cause, let reference, let number):
            return lift(Hold(cause: cause, reference: "C\(reference)"), number)
        case .ease(let reference, let number): return ease(reference, number)
        case .doubt(let reference):
            guard !doubts.contains(reference) else { return false }
            doubts.append(reference)
            write("R8-04.case", nil, count("doubt"))
            return true
        default:
            confirmData()
            return true
        }
    }

    private func canHold(_ number: Int?) -> Bool { number.map { page($0).map { $0.state != .over } ?? false } ?? true }

    /// 7.5: told before, or with the reason why not; 8: with evidence or document, or the case that doubts the data.
    private func isAllowed(_ cause: Hold.Cause, _ reference: Int, _ from: Moment?, _ isProven: Bool) -> Bool {
        guard from.map({ $0 >= moment }) ?? true else { return false }
        return switch cause {
        case .security, .maintenance: from != nil || isProven
        case .conduct, .authority: isProven
        case .identity: doubts.contains(reference)
        case .unpaidDebt, .forceMajeure: false
        }
    }

    private func stands(_ hold: Hold, on number: Int?) -> Bool {
        (number.map { page($0)?.holds ?? [] } ?? holds).contains { $0.isSame(hold) }
    }

    private func isComing(_ hold: Hold, on number: Int?) -> Bool {
        comingHolds.contains { $0.number == number && $0.hold.isSame(hold) }
    }

    private mutating func place(_ hold: Hold, on number: Int?, _ from: Moment?) -> Bool {
        guard !stands(hold, on: number), !isComing(hold, on: number) else { return false }
        let label = count("hold")
        if let from, from > moment {
            comingHolds.append(ComingHold(hold: hold, number: number, from: from))
            write("R7.5-02", number, label)
        } else {
            change(holdsOn: number) { $0.append(hold) }
            write(hold.cause.letter, number, label)
        }
        return true
    }

    private mutating func change(holdsOn number: Int?, _ change: (inout [Hold]) -> Void) {
        guard let number else { return editHolds(change) }
        edit(number) { change(&$0.holds) }
    }

    mutating func beginHolds() {
        let begun = comingHolds.filter { $0.from <= moment }
        comingHolds.removeAll { $0.from <= moment }
        for one in begun where canHold(one.number) { change(holdsOn: one.number) { $0.append(one.hold) } }
    }

    /// Lifted by its own cause alone, or called off. Doubtful data are to be confirmed.
    private mutating func lift(_ hold: Hold, _ number: Int?) -> Bool {
        let isCalledOff = isComing(hold, on: number)
        guard isCalledOff || stands(hold, on: number) && hold.cause != .identity else { return false }
        comingHolds.removeAll { $0.number == number && $0.hold.isSame(hold) }
        free(hold, number)
        return true
    }

    private mutating func free(_ hold: Hold, _ number: Int?) {
        change(holdsOn: number) { $0.removeAll { $0.isSame(hold) } }
        spend()
        write("R7.5-02.lifted", number, count("hold"))
    }

    private mutating func ease(_ reference: Int, _ number: Int) -> Bool {
        let hold = Hold(cause: .maintenance, reference: "C\(reference)")
        guard stands(hold, on: number) else { return false }
        edit(number) { page in
            for index in page.holds.indices where page.holds[index].isSame(hold) { page.holds[index].isEased = true }
        }
        return true
    }

    /// 8: the data are right: the cases are closed, and what was held for them is free.
    private mutating func confirmData() {
        doubts = []
        comingHolds.removeAll { $0.hold.cause == .identity }
        for number in [nil] + pages.map(\.number).sorted().map(Optional.some) {
            let held = (number.map { page($0)?.holds ?? [] } ?? holds).filter { $0.cause == .identity }
            for hold in held { free(hold, number) }
        }
    }
}

extension Clerk.Hold.Cause {
    fileprivate var letter: String {
        switch self {
        case .security: "R7.5-01"
        case .maintenance: "R7.5-03"
        case .conduct: "R8-02"
        case .authority: "R8-03"
        case .identity: "R8-04"
        case .unpaidDebt: "R6.4-14"
        case .forceMajeure: "R4-02"
        }
    }
}
