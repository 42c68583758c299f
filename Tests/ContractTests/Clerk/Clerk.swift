/// A person with the terms in one hand and a ledger book in the other: a second, plain and slow reading of the articles, to
/// compare the engine with. It knows none of the engine's types, walks through every day, and writes what it does on paper.
///
/// It covers the life that money and time drive: 6.1 to 6.3, 6.6, 6.10 to 6.12, 7.1, 7.3, 7.9.
struct Clerk {
    /// What a client or the provider does.
    enum Deed: Equatable {
        case open
        case pay(Int)
        case order(Int, slots: Int, price: Int, priority: Int)
        case deliver(Int)
        case switchRenewal(Int, Bool)
        case renewNow(Int)
        case reactivate(Int, standing: Bool)
        case withdrawStanding(Int)
        case resize(Int, slots: Int, price: Int)
        case power(Int, Bool)
        case terminate(Int)
        case gift(Int)
        /// An outage of that many seconds, which ended now.
        case outage(Int, seconds: Int)
    }

    /// Page of one service in the clerk's book.
    struct Page {
        enum State: Equatable { case ordered, making, paid, failed, over }
        let number: Int
        let orderedAt: Int64
        let priority: Int
        var state = State.ordered
        var slots: Int
        var price: Int
        /// Day of delivery, second of delivery.
        var start = 0
        var startedAt: Int64 = 0
        /// The month that is paid.
        var month = 0
        /// What was paid for each month.
        var payments: [Int: Int] = [:]
        var renews = true
        /// A switch that was asked for too late, and the month from whose end on it counts.
        var lateSwitch: (on: Bool, month: Int)?
        var newSlots: (slots: Int, price: Int, day: Int, isPaid: Bool)?
        var stoppedByClient = false
        var standing = false
        var noticed = 0
        var noticedEnd = 0
        var tried = 0
        /// In a failed renewal: its due day, price, slots, what was missing at its end.
        var failure: (due: Int, price: Int, slots: Int?, missing: Int, reminders: Int)?
        /// How many renewals at growing percentages.
        var seniority = 1
        var refunded: Set<Int> = []
        /// When the server had to run.
        var duty: [(from: Int64, to: Int64?)] = []

        init(number: Int, orderedAt: Int64, priority: Int, slots: Int, price: Int) {
            (self.number, self.orderedAt, self.priority) = (number, orderedAt, priority)
            (self.slots, self.price) = (slots, price)
        }

        func due(_ month: Int) -> Int { Almanac.monthly(start, month) }

        /// The month whose end is next: the paid one, or while failed the one to be paid.
        var next: Int { state == .failed ? month + 1 : month }

        func renews(atEndOf month: Int) -> Bool {
            if let lateSwitch, month >= lateSwitch.month { return lateSwitch.on }
            return renews
        }

        var isLive: Bool { state == .paid || state == .failed }

        /// `running`, `stopped` or `absent`.
        var server: String {
            switch state {
            case .ordered, .over: "absent"
            case .making: "running"
            case .paid: stoppedByClient ? "stopped" : "running"
            case .failed: "stopped"
            }
        }
    }

    var isOpen = false
    var balance = 0
    var points = 0
    var pages: [Page] = []
    /// `2010-02-18 R6.11-02 S-1001`.
    var letters: [String] = []
    /// The last day and second whose work is done.
    var day = 0
    var second = 0
    private let percent: (Int) -> Int

    /// - Parameter percent: the loyalty percentage of the n-th renewal (6.12).
    init(percent: @escaping (Int) -> Int) {
        self.percent = percent
    }

    mutating func write(_ letter: String, _ page: Page? = nil) {
        letters.append("\(Almanac.name(day)) \(letter) \(page.map { "S-\($0.number)" } ?? "A-1")")
    }

    mutating func edit(_ number: Int, _ change: (inout Page) -> Void) {
        guard let index = pages.firstIndex(where: { $0.number == number }) else { return }
        let before = pages[index].server
        change(&pages[index])
        let after = pages[index].server
        guard before != after, pages[index].startedAt > 0 else { return }
        if after == "running" {
            pages[index].duty.append((Almanac.epoch(day, second), nil))
        } else if before == "running", let last = pages[index].duty.indices.last {
            pages[index].duty[last].to = Almanac.epoch(day, second)
        }
    }

    func page(_ number: Int) -> Page? { pages.first { $0.number == number } }

    /// 6.12: hundredths of points, slots times percent; from the start again after fewer slots.
    mutating func grantPoints(_ page: Page, slots: Int, before: Int, price: Int) {
        var seniority = page.seniority
        var rate = percent(seniority)
        if slots < before { (seniority, rate) = (1, 3) }
        edit(page.number) { $0.seniority = seniority + 1 }
        guard price > 0, slots * rate > 0 else { return }
        points += slots * rate
        write("R6.12-01", page)
    }
}
