/// A person with the terms in one hand and a ledger book in the other: a second, plain and slow reading of the articles, to
/// compare the engine with. It knows none of the engine's types, walks through every day, and writes what it does on paper.
///
/// It covers the life that money and time drive: 6.1 to 6.3, 6.6, 6.10 to 6.12, 7.1, 7.3, 7.9; the holds of 7.5 and 8; cheques
/// (6.3, 6.5, 6.11); codes (6.8); debts, prices and taxes (6.4); force majeure (4, 7.2); and how the provider ends a service
/// (5, 7.4, 7.6, 7.8); payments taken back (6.3), those without reference (6.11), and payers (6.9); and letters that are
/// handed over late.
struct Clerk {
    /// A second of a day.
    struct Moment: Comparable {
        let day: Int
        let second: Int

        init(_ day: Int, _ second: Int) { (self.day, self.second) = (day, second) }

        static func < (left: Moment, right: Moment) -> Bool {
            (left.day, left.second) < (right.day, right.second)
        }

        var epoch: Int64 { Almanac.epoch(day, second) }
    }

    var isOpen = false
    var balance = 0
    var points = 0
    var pages: [Page] = []
    /// On all services, those ordered later too.
    var holds: [Hold] = []
    /// Holds that the client was told of and that have not begun.
    var comingHolds: [ComingHold] = []
    /// Received and not credited yet, in the order of their reception.
    var cheques: [Cheque] = []
    /// Numbers of all cheques ever seen.
    var chequesSeen: Set<Int> = []
    /// What was credited and not taken back, by the payment's name, and the day.
    var credits: [String: (cents: Int, day: Int)] = [:]
    /// Names of the client's own payments, but for cheques.
    var paymentsSeen: Set<String> = []
    /// Payments of which nobody knows yet what they are for.
    var aside: [Nameless] = []
    /// Payment requests, and whether they are open.
    var requests: [Int: Bool] = [:]
    var purchases: [Purchase] = []
    var purchasesSeen: Set<Int> = []
    /// Validated or given, for ever.
    var codes: [Code] = []
    /// What is owed beside renewals.
    var debts: [Debt] = []
    /// Names of all debts ever owed.
    var debtsSeen: Set<String> = []
    /// All that were ever declared.
    var cases: [Case] = []
    var complaints: [Complaint] = []
    /// Open cases about the client's data.
    var doubts: [Int] = []
    /// How many letters of a kind that is numbered.
    var counts: [String: Int] = [:]
    /// `2010-02-18 R6.11-02/S-1001/1`: the day, the kind of letter, what it is about, and which of its kind it is.
    var letters: [String] = []
    var isMailWorking = true
    /// Written and not handed over yet.
    var waiting: [Letter] = []
    /// What the last deed about mail handed over, and when.
    var handed: [(key: String, at: Moment)] = []
    /// How often something happened that no deed has its name from.
    var notes: [String: Int] = [:]
    /// The last moment whose work is done.
    var moment = Moment(0, 0)
    private let percent: (Int) -> Int

    /// - Parameter percent: the loyalty percentage of the n-th renewal (6.12).
    init(percent: @escaping (Int) -> Int) {
        self.percent = percent
    }

    var day: Int { moment.day }
    var now: Int64 { moment.epoch }

    /// The next number of a kind of letter.
    mutating func count(_ kind: String) -> Int {
        counts[kind, default: 0] += 1
        return counts[kind] ?? 0
    }

    func page(_ number: Int) -> Page? { pages.first { $0.number == number } }

    mutating func edit(_ number: Int, _ change: (inout Page) -> Void) {
        guard let index = pages.firstIndex(where: { $0.number == number }) else { return }
        let before = isOnDuty(pages[index])
        change(&pages[index])
        noteDuty(index, before)
    }

    /// Changes what holds all services.
    mutating func editHolds(_ change: (inout [Hold]) -> Void) {
        let before = pages.map(isOnDuty)
        change(&holds)
        for (index, wasOnDuty) in before.enumerated() { noteDuty(index, wasOnDuty) }
    }

    /// Whether the time counts for 7.9: paid, not stopped by the client, and not held but by force majeure, which does not
    /// remove the refund.
    private func isOnDuty(_ page: Page) -> Bool {
        page.state == .paid && !page.stoppedByClient && holds.isEmpty
            && page.holds.allSatisfy { $0.cause == .forceMajeure }
    }

    private mutating func noteDuty(_ index: Int, _ before: Bool) {
        let after = isOnDuty(pages[index])
        guard before != after else { return }
        if after {
            pages[index].duty.append((now, nil))
        } else if let last = pages[index].duty.indices.last {
            pages[index].duty[last].to = now
        }
    }

    /// What the server of a page must be: `running`, `stopped` or `absent`.
    func server(_ page: Page) -> String {
        let isHeld = !holds.isEmpty || page.holds.contains { !$0.isEased }
        return switch page.state {
        case .ordered, .over: "absent"
        case .making: isHeld ? "stopped" : "running"
        case .paid: page.stoppedByClient || isHeld ? "stopped" : "running"
        case .failed: "stopped"
        }
    }

    /// Over for ever.
    mutating func end(_ number: Int, _ letter: String, _ label: some CustomStringConvertible) {
        let instant = now
        edit(number) { ($0.state, $0.failure, $0.endedAt) = (.over, nil, instant) }
        write(letter, number, label)
    }

    /// 6.12: hundredths of points, slots times percent; from the start again after fewer slots.
    mutating func grantPoints(_ page: Page, month: Int, slots: Int, price: Int) {
        var seniority = page.seniority
        var rate = percent(seniority)
        if slots < page.slots || seniority == 0 { (seniority, rate) = (1, 3) }
        edit(page.number) { $0.seniority = seniority + 1 }
        guard price > 0, slots * rate > 0 else { return }
        points += slots * rate
        write("R6.12-01", page.number, month - 1)
    }
}
