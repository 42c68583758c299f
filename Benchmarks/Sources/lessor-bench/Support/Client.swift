import Contract

/// What a client of the benchmark does: the same for the contract and for the plain loop.
struct Client {
    enum Habit {
        /// Pays so many months at once, in time.
        case prepays(months: Int)
        /// Pays a month at a time; once a year too late, and is reactivated by a standing request.
        case late
        /// Lets the service be destroyed after five years, and orders again.
        case lapses
    }

    static let years = 10
    static let months = years * 12

    let number: Int
    let habit: Habit
    let slots: Int
    let price: Int64
    let start: CivilDate

    /// Every twentieth is late, every fiftieth lapses; the rest pay by the year, the quarter or the month.
    init(_ number: Int) {
        self.number = number
        habit =
            switch number {
            case _ where number % 20 == 7: .late
            case _ where number % 50 == 13: .lapses
            default: .prepays(months: [12, 3, 12, 1][number % 4])
            }
        slots = 10 + number % 5 * 10
        price = Int64(slots) * 60
        start = CivilDate(epochDay: 14_610 + number % 365)
    }

    var isRegular: Bool {
        if case .prepays = habit { true } else { false }
    }
}
